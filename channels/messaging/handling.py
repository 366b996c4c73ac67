"""One message of a person, by what it is: what the app itself answers, and what the assistant is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from actions.messaging.model import Account
from channels.live.orders import RESUMING
from channels.messaging.hours import spoken_opening
from channels.messaging.incoming import Incoming, Kind
from channels.messaging.outgoing import Outgoing
from channels.messaging.ports import AppError, TooLarge, Unheard
from channels.messaging.reception import Reception
from channels.messaging.rendering import ends, erases, written
from channels.messaging.script import SIMPLIFIED, written_in
from channels.said_before import AGAIN, MESSAGE
from channels.wire import Button, Reply, TurnEnd

LONGEST_NOTE = 120.0
"""Seconds of a voice note."""

LARGEST_NOTE = 4_000_000
"""Bytes of a voice note: two minutes in any form an app uses."""

PERSONAL = frozenset({"consent", "known", "name", "phone", "id_number", "birth_date", "address"})
"""Values of the slot `asking` while something personal is asked for."""

OWN = "!"
"""What the payload of a button begins with that the app itself answers."""

MEND, MEND_IN_FORM = f"{OWN}mend", f"{OWN}mend.form"

BACK = f"{OWN}assistant"
"""The button by which a person goes back to the assistant from a volunteer, and on with what was open."""


@dataclass
class Draft:
    """An answer in the making; `preferences` are those of the account afterwards."""

    preferences: dict[str, Any]
    messages: list[Outgoing] = field(default_factory=list)
    is_noticed: bool = False
    forgets: bool = False


async def handle(
    incoming: Incoming, account: Account, key: str, reception: Reception, *, is_again: bool = False
) -> Draft:
    """Everything to be said to a message. `key` tells it apart; `is_again`: it may have been answered before a cut."""
    handling = _Handling(incoming, account, key, reception, is_again)
    await _BY_KIND.get(incoming.kind, _Handling.not_readable)(handling)
    return handling.draft


class _Handling:
    """The answer to one message."""

    def __init__(self, incoming: Incoming, account: Account, key: str, reception: Reception, is_again: bool) -> None:
        self._incoming = incoming
        self._account = account
        self._key = key
        self._is_again = is_again
        self._with = reception
        self.draft = Draft(dict(account.preferences))

    async def text(self) -> None:
        """Words: a command, an emoji, something forwarded, or something for the assistant."""
        text, words = self._incoming.text, self._with.words
        self._follow_script(text)
        command, argument = _command(text)
        if command in words.menu:
            await self._command(command, argument)
        elif (companion := await self._companion()) is not None:
            await self._pass_on(text, companion)
        elif (command := words.command(text) or "") != "":
            await self._command(command, argument)
        elif (meaning := words.emoji(text)) is not None:
            await self._ask(meaning)
        elif not any(one.isalnum() for one in text) or text.startswith(words.say("not_shown")):
            self._say("sticker")
        elif self._incoming.is_forwarded and self._with.safety.read(text) is None:
            self._about_a_rumour()
        else:
            await self._ask(text)

    async def tap(self) -> None:
        """A button."""
        payload = self._incoming.text
        if not payload:
            self._say("gone")
        elif payload.startswith(OWN):
            await self._own_button(payload)
        else:
            await self._ask(payload)

    async def voice(self) -> None:
        """A voice note: what was heard, with a way to mend it, and then the answer."""
        heard, problem = await self._heard()
        if problem:
            self._say(problem)
            return
        before = self._with.asking.get(self._account.name)
        transcript = Outgoing(self._with.words.say("transcript", text=heard))
        self.draft.messages.append(transcript)
        companion = await self._companion()
        if companion is not None:
            await self._pass_on(heard, companion)
            return
        end = await self._ask(heard)
        moved = end.state.get("form") is not None and before not in (None, end.state.get("asking"))
        mend = Button(self._with.words.say("mend"), MEND_IN_FORM if moved else MEND)
        self.draft.messages[0] = replace(transcript, buttons=(mend,))

    async def contact(self) -> None:
        """Somebody's card: its telephone number, where there is one."""
        await self._answer_or_say("no_phone")

    async def place(self) -> None:
        """A place with an address; a mere point on the map says nothing to us."""
        await self._answer_or_say("place")

    async def sticker(self) -> None:
        """A sticker says what its emoji says."""
        meaning = self._with.words.emoji(self._incoming.text)
        companion = await self._companion() if self._incoming.text else None
        if companion is not None:
            await self._pass_on(self._incoming.text, companion)
        elif meaning is None:
            self._say("sticker")
        else:
            await self._ask(meaning)

    async def picture(self) -> None:
        """Pictures and files are not taken; danger in the words under one is met all the same."""
        if self._incoming.text and self._with.safety.read(self._incoming.text) is not None:
            await self._ask(self._incoming.text)
        else:
            self._say("picture")

    async def joined(self) -> None:
        """Somebody new."""
        await self._command("start", "")

    async def not_readable(self) -> None:
        """Anything else."""
        self._say("unreadable")

    async def _answer_or_say(self, otherwise: str) -> None:
        """To whoever answers, where there are words; without any, a sentence of ours."""
        text = self._incoming.text
        companion = await self._companion() if text else None
        if companion is not None:
            await self._pass_on(text, companion)
        elif text:
            await self._ask(text)
        else:
            self._say(otherwise)

    async def _companion(self) -> str | None:
        """Who of the station speaks with the person now; the assistant waits meanwhile."""
        return await self._with.company.companion(self._account.session)

    async def _pass_on(self, text: str, companion: str) -> None:
        """To the volunteer; a danger reaches the assistant too, whoever is there."""
        words = self._with.words
        await self._with.company.tell(self._account.session, self._key, text)
        if self._with.safety.read(text) is not None:
            await self._ask(text)
        back = Button(words.say("talk.back"), BACK)
        self.draft.messages.append(Outgoing(words.say("talk.told", who=companion), (back,)))

    async def _heard(self) -> tuple[str, str]:
        """What a voice note says, or the name of a sentence about why it cannot be told."""
        note = self._incoming
        if (note.seconds or 0) > LONGEST_NOTE or (note.size or 0) > LARGEST_NOTE:
            return "", "too_long"
        if note.text:
            return note.text, ""
        if self._with.ears is None or note.file is None:
            return "", "no_ears"
        try:
            sound = await self._with.app.fetch(note.file)
            async with self._with.listening:
                heard = await self._with.ears(sound)
        except TooLarge:
            return "", "too_long"
        except (AppError, Unheard):
            return "", "voice_lost"
        return (heard, "") if heard else ("", "silence")

    async def _command(self, name: str, argument: str) -> None:
        words, menu = self._with.words, self._with.menu
        if name == "start" and not argument:
            self._say("welcome")
            await self._ask(words.say("asked.greeting"))
        elif name == "start":
            await self._ask(words.say("asked.go_on", code=argument))
        elif name == "services":
            self.draft.messages.append(menu.page(0))
        elif name == "lang":
            self.draft.messages.append(menu.languages())
        elif name == "voice":
            self._change_voice()
        elif name in _ASKED_BY:
            await self._ask(words.say(_ASKED_BY[name]))
        else:
            self._say("help")

    def _change_voice(self) -> None:
        if not self._with.speaks:
            self._say("voice.none")
            return
        wanted = not self.draft.preferences.get("voice")
        self.draft.preferences["voice"] = wanted
        self._say("voice.spoken" if wanted else "voice.written")

    async def _own_button(self, payload: str) -> None:
        if payload == MEND:
            self._say("mend_anew")
        elif payload == MEND_IN_FORM:
            self._say("mend_in_form")
            await self._ask(self._with.words.say("asked.again"))
        elif payload == BACK:
            await self._with.company.part(self._account.session, self._key)
            self._say("talk.assistant")
            await self._ask(self._with.words.say("asked.resume"), RESUMING)
        elif (page := self._with.menu.page_of(payload)) is not None:
            self.draft.messages.append(self._with.menu.page(page))
        elif (script := self._with.menu.language_of(payload)) is not None:
            self.draft.preferences["script"] = script
            self._say("lang.done")
        else:
            self._say("gone")

    def _follow_script(self, text: str) -> None:
        script = written_in(text)
        if script is not None and script != self.draft.preferences.get("written", SIMPLIFIED):
            self.draft.preferences["written"] = script

    def _about_a_rumour(self) -> None:
        words = self._with.words
        look = Button(words.say("rumour.look"), words.say("asked.rumour"))
        asked = Button(words.say("rumour.service"), self._incoming.text)
        self.draft.messages.append(Outgoing(words.say("rumour.text"), (look, asked)))

    def _say(self, name: str, **values: str) -> None:
        self.draft.messages.append(Outgoing(self._with.words.say(name, **values)))

    async def _ask(self, text: str, more: Mapping[str, Any] | None = None) -> TurnEnd:
        """A turn of the assistant; what comes of it is added to the answer."""
        name, app = self._account.name, self._with.app
        replies: list[Reply] = []
        end = TurnEnd()
        about = {**self._about(), **(more or {})}
        async for item in self._with.dialogue.turn(name, text, channel=app.name, metadata=about):
            if isinstance(item, Reply):
                replies.append(item)
            else:
                end = item
        self._with.asking[name] = end.state.get("asking")
        if self._incoming.is_group and end.state.get("form"):
            self._say("group")
            await self._with.dialogue.forget(name)
            return TurnEnd()
        await self._heed(replies)
        self._notice(end)
        self.draft.messages.extend(written(replies, self._with.words, app.longest, end.state.get("asking")))
        self._tell_hours(end)
        return end

    def _about(self) -> Mapping[str, Any]:
        incoming = self._incoming
        is_voice = incoming.kind is Kind.VOICE
        about = {"voice": is_voice, "forwarded": incoming.is_forwarded}
        return {MESSAGE: self._key, AGAIN: self._is_again, **about}

    async def _heed(self, replies: list[Reply]) -> None:
        """What the assistant asks of the channel: the conversation erased, or everything of the chat."""
        if ends(replies):
            await self._with.dialogue.forget(self._account.name)
            self._with.asking.pop(self._account.name, None)
        self.draft.forgets = self.draft.forgets or erases(replies)

    def _notice(self, end: TurnEnd) -> None:
        """Before the first personal question, once."""
        if self._account.noticed_at is None and end.state.get("asking") in PERSONAL and end.state.get("form"):
            words = self._with.words
            self._say("privacy", app=words.say(f"apps.{self._with.app.name}"))
            self.draft.is_noticed = True

    def _tell_hours(self, end: TurnEnd) -> None:
        hours = self._with.hours
        when = spoken_opening(hours, self._with.now(), self._with.words) if hours and end.handover else None
        if when is not None:
            self._say("closed", when=when)


_ASKED_BY: Mapping[str, str] = {"my": "asked.progress", "human": "asked.human", "forget": "asked.forget"}
"""What the assistant is asked by a command."""

_BY_KIND: Mapping[Kind, Callable[[_Handling], Awaitable[None]]] = {
    Kind.TEXT: _Handling.text,
    Kind.TAP: _Handling.tap,
    Kind.VOICE: _Handling.voice,
    Kind.CONTACT: _Handling.contact,
    Kind.PLACE: _Handling.place,
    Kind.STICKER: _Handling.sticker,
    Kind.PICTURE: _Handling.picture,
    Kind.JOINED: _Handling.joined,
}


def _command(text: str) -> tuple[str, str]:
    """The name of a command and what follows it: `/start@station_bot 123456`."""
    if not text.startswith("/"):
        return "", ""
    name, _, argument = text[1:].partition(" ")
    return name.partition("@")[0].casefold(), argument.strip()
