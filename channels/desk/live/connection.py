"""One open page of calls: what it asks for is done, what changes is sent to it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from actions.desk.entrance import Who
from actions.desk.model import Note
from actions.form.state import CONFIRM
from actions.model import HelpRequest, Taker
from actions.ports import StorageError
from actions.reply import service_payload
from actions.voting import STEPS as BALLOT_STEPS
from channels.desk.live import protocol
from channels.desk.live.form_view import form_view
from channels.desk.live.naming import Naming
from channels.desk.live.own_voice import NotHeard, own_voice
from channels.desk.live.switchboard import Helping, Switchboard
from channels.desk.live.veil import is_of_ballot
from channels.desk.live.views import calls_view, visit_view
from channels.gate import admit
from channels.live.orders import Lead, Order, Print, Put, Speak, SpeakOwn, fill_in, instead

log = logging.getLogger(__name__)

_NOT_IN = 4401
_GATHER = 0.05
"""Seconds in which several changes make one frame."""
_STILL_IN_EVERY = 30.0


class LivePage:
    """The page of one volunteer."""

    def __init__(self, board: Switchboard, naming: Callable[[], Naming], websocket: WebSocket, who: Who) -> None:
        self.account = who.account.id
        self._board = board
        self._desk = board.desk
        self._naming = naming
        self._websocket = websocket
        self._who = who
        self._taker = Taker(who.account.id, who.account.name)
        self._new = asyncio.Event()
        self._waiting: list[str] = []
        self._spoken = ""
        self._calls_are_new = self._visit_is_new = True

    async def run(self) -> None:
        """Until the page leaves, or the session of its browser is over."""
        self._board.come_back(self.account)
        self._board.listen(self)
        self._new.set()
        writer = asyncio.create_task(self._write())
        guard = asyncio.create_task(self._end_with_the_session())
        try:
            while True:
                await self._take_in(await self._websocket.receive())
        except (WebSocketDisconnect, RuntimeError):
            log.info("a page of calls left")
        finally:
            self._board.hang_up(self)
            writer.cancel()
            guard.cancel()

    # What changes

    def calls_changed(self) -> None:
        """The calls are not what they were."""
        self._calls_are_new = True
        self._new.set()

    def visit_changed(self) -> None:
        """The visit is not what it was."""
        self._visit_is_new = True
        self._new.set()

    def visit_over(self, call: str, vanished: bool) -> None:
        """The volunteer is in no visit any more."""
        self._send("over", call=call, vanished=vanished)

    async def _write(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await self._new.wait()
                await asyncio.sleep(_GATHER)
                try:
                    naming = await asyncio.to_thread(self._naming)
                except StorageError as error:
                    log.error("nothing can be shown: %s", type(error.__cause__ or error).__name__)
                    continue
                self._new.clear()
                for frame in self._frames(naming):
                    await self._websocket.send_text(frame)

    def _frames(self, naming: Naming) -> list[str]:
        frames, self._waiting = self._waiting, []
        if self._calls_are_new:
            board = self._board
            shown = calls_view(board.calls, board.talks, self.account, board.here(), board.late, naming, board.now)
            frames.append(protocol.write("calls", calls=shown))
        helping = self._board.helping(self.account)
        if self._visit_is_new and helping is not None:
            today = self._desk.resources.clock.today()
            frames.append(protocol.write("visit", **visit_view(helping.room, helping.call, naming, today)))
        self._calls_are_new = self._visit_is_new = False
        return frames

    def _send(self, kind: str, **fields: Any) -> None:
        self._waiting.append(protocol.write(kind, **fields))
        self._new.set()

    def _problem(self, key: str) -> None:
        self._send("problem", text=self._naming().words["problems"][key])

    async def _end_with_the_session(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while await asyncio.to_thread(self._is_still_in):
                await asyncio.sleep(_STILL_IN_EVERY)
            await self._websocket.close(_NOT_IN)

    def _is_still_in(self) -> bool:
        """Only looks: an open page alone does not make a session last."""
        try:
            return self._desk.entrance.is_still_in(self._who)
        except StorageError:
            return True

    # What the page asks for

    async def _take_in(self, message: Message) -> None:
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect()
        try:
            frame = protocol.take(message.get("text"), message.get("bytes"))
        except protocol.BadFrame as error:
            log.debug("a frame was ignored: %s", error)
            return
        helping = self._board.helping(self.account)
        if isinstance(frame, protocol.Beat):
            if helping is not None:
                helping.room.beat(self.account)
            return
        try:
            if await asyncio.to_thread(self._desk.entrance.who, self._who.secret) is None:
                await self._websocket.close(_NOT_IN)
                return
            await _DO[type(frame)](self, frame)
        except StorageError as error:
            log.error("the desk cannot use the store: %s", type(error.__cause__ or error).__name__)
            self._problem("no_store")

    async def _take(self, frame: protocol.Take) -> None:
        helping = self._board.helping(self.account)
        if helping is not None and helping.call != frame.call:
            self._problem("busy")
            return
        call = await self._board.take(frame.call, self._taker, frame.looks)
        if call is None or call.closed_at is not None:
            self._problem("gone")
        elif not _is_theirs(call, self._taker):
            self._send("taken", call=call.id, by=call.taker.name if call.taker else "")
        else:
            await self._note("took_call", call.id)
            self.visit_changed()

    async def _give_back(self, frame: protocol.GiveBack) -> None:
        await self._board.give_back(frame.call, self._taker)
        await self._note("gave_back", frame.call)

    async def _reply(self, frame: protocol.Answer) -> None:
        if await self._board.reply(frame.call, self._taker, admit(frame.text)):
            await self._note("spoke", frame.call)
            self._send("replied", call=frame.call)
        else:
            self._problem("no_chat")

    async def _done(self, frame: protocol.Done) -> None:
        if await self._board.end(frame.call, self._taker, frame.outcome):
            await self._note("helped", frame.call, frame.outcome.value)
        else:
            self._problem("gone")

    async def _correct(self, frame: protocol.Correct) -> None:
        """Words that answered a field go into that field; others are asked anew."""
        helping = self._board.helping(self.account)
        line = helping.room.record.line(frame.line) if helping else None
        if helping is None or line is None:
            self._problem("not_yours")
            return
        form = form_view(helping.room.record.form, self._naming().catalogue)
        key = (line.asking or "").removeprefix(CONFIRM)
        is_field = form is not None and form.form.field(key) is not None
        await self._order(fill_in(key, frame.text) if is_field else instead(frame.text), "corrected")

    async def _fill_in(self, frame: protocol.FillIn) -> None:
        await self._order(fill_in(frame.key, frame.text), "filled_in")

    async def _choose(self, frame: protocol.Choose) -> None:
        if frame.service in self._naming().catalogue.services:
            payload = service_payload(frame.service, frame.aspect)
            await self._order(Put(payload, {"by": "volunteer"}), "chose")

    async def _say(self, frame: protocol.Say) -> None:
        await self._order(Speak(frame.text), "spoke")

    async def _voice(self, frame: protocol.Voice) -> None:
        """The words come before the sound, which stands alone where there are none."""
        self._spoken = frame.text

    async def _sound(self, frame: protocol.Sound) -> None:
        text, self._spoken = self._spoken, ""
        try:
            wav = await asyncio.to_thread(own_voice, frame.wav)
        except NotHeard as refused:
            self._problem(refused.problem)
            return
        await self._order(SpeakOwn(wav, text), "spoke")

    async def _print(self, frame: protocol.PrintSlip) -> None:
        await self._order(Print(), "printed")

    async def _lead(self, frame: protocol.TakeOver) -> None:
        await self._order(Lead(frame.on), "led" if frame.on else "handed_back")

    async def _reveal(self, frame: protocol.Reveal) -> None:
        """Shown to this page alone, once it is written down who looked at what, and why."""
        helping = self._board.helping(self.account)
        text = self._hidden(helping, frame) if helping and helping.room.company.sees else None
        if text is None or helping is None:
            self._problem("hidden")
        elif not frame.reason:
            self._problem("no_reason")
        else:
            await self._note("looked", f"{helping.call}.{frame.id}"[:64], frame.reason)
            self._send("revealed", what=frame.what, id=frame.id, text=text)

    def _hidden(self, helping: Helping, frame: protocol.Reveal) -> str | None:
        record = helping.room.record
        if frame.what == "line":
            line = record.line(int(frame.id)) if frame.id.isdecimal() else None
            return line.text if line and not is_of_ballot(line) else None
        form = form_view(record.form, self._naming().catalogue)
        return form.value(frame.id) if form else None

    async def _order(self, order: Order, action: str) -> None:
        helping = self._board.helping(self.account)
        if isinstance(order, Put) and helping is not None and helping.room.record.asking in BALLOT_STEPS:
            self._problem("ballot")
            return
        if helping is None or not helping.room.order(self.account, order):
            self._problem("not_yours")
            return
        await self._note(action, helping.call)

    async def _note(self, action: str, subject: str, reason: str = "") -> None:
        await asyncio.to_thread(self._write_down, Note(self.account, action, subject, reason))

    def _write_down(self, note: Note) -> None:
        with self._desk.units() as work:
            work.audit.add(note, self._board.now)
            work.commit()


def _is_theirs(call: HelpRequest, taker: Taker) -> bool:
    return call.taker is not None and call.taker.account == taker.account


_DO: Mapping[type[Any], Callable[[LivePage, Any], Awaitable[None]]] = {
    protocol.Take: LivePage._take,
    protocol.GiveBack: LivePage._give_back,
    protocol.Answer: LivePage._reply,
    protocol.Done: LivePage._done,
    protocol.Correct: LivePage._correct,
    protocol.FillIn: LivePage._fill_in,
    protocol.Choose: LivePage._choose,
    protocol.Say: LivePage._say,
    protocol.Voice: LivePage._voice,
    protocol.Sound: LivePage._sound,
    protocol.PrintSlip: LivePage._print,
    protocol.TakeOver: LivePage._lead,
    protocol.Reveal: LivePage._reveal,
}
