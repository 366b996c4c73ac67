"""The visit's side of the room it shares with a volunteer: what happens is written down, what is ordered happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.text.speakable import sentences
from channels.gate import admit
from channels.live.meeting import Meeting
from channels.live.orders import Come, Go, Lead, Order, Print, Put, Speak, SpeakOwn
from channels.live.record import Record, Speaker
from channels.wire import Reply, TurnEnd
from kiosk import private
from kiosk.company_events import Ordered, VolunteerCame, VolunteerLeads, VolunteerLeft, VolunteerSaid, VolunteerSpoke
from kiosk.effects import Ask
from kiosk.events import Event
from kiosk.turn_state import Mode, Turn

_DESK = "desk"
"""The kind of card that is for the desk alone."""

_VOLUNTEER = "volunteer"
_MISSES = ("not_heard", "not_heard_again")


@dataclass
class Hands:
    """What a visit lends its volunteer: `happen` takes an event, `print_slip` prints what is on the screen."""

    happen: Callable[[Event], None]
    print_slip: Callable[[], None]


class Beside:
    """One visit and its room; closed with the visit."""

    def __init__(self, meeting: Meeting, session: str, hands: Hands) -> None:
        self._meeting = meeting
        self._hands = hands
        self._room = meeting.open(session, self)

    def obey(self, order: Order) -> None:
        """Does what the volunteer asks."""
        if isinstance(order, Print):
            self._hands.print_slip()
        elif isinstance(order, Speak):
            self._speak(admit(order.text))
        elif isinstance(order, SpeakOwn):
            self._let_hear(order.wav, private.shown(admit(order.text)))
        else:
            self._hands.happen(_event(order))

    def _speak(self, text: str) -> None:
        """Numbers of a person are never said through the loudspeaker, whoever wants to."""
        spoken = private.shown(text)
        if spoken:
            self._note(self._record.said(Speaker.VOLUNTEER, spoken))
            self._hands.happen(VolunteerSaid(sentences(spoken)))

    def _let_hear(self, wav: bytes, shown: str) -> None:
        """A volunteer's own voice, which cannot be looked through: what is shown of it can."""
        self._note(self._record.said(Speaker.VOLUNTEER, shown))
        self._hands.happen(VolunteerSpoke(wav, shown))

    def heard(self, text: str, also: Sequence[str] = ()) -> None:
        """The person's words, on their way to the dialogue; `also`: what else they may have been."""
        self._note(self._record.heard(admit(text), also=tuple(map(admit, also))))

    def told(self, text: str) -> bool:
        """The person's words to the volunteer who leads. False for words the assistant must have: there is danger
        in them."""
        if self._meeting.is_danger(text):
            return False
        self._note(self._record.heard(admit(text), asks=False))
        return True

    def asked(self, effect: Ask) -> None:
        """A question on its way to the dialogue; a volunteer's own is written down as theirs."""
        is_own = effect.metadata.get("by") == _VOLUNTEER and "fills" not in effect.metadata
        if is_own and not effect.text.startswith("/"):
            self._note(self._record.put(admit(effect.text)))

    def replied(self, reply: Reply) -> bool:
        """A reply of the dialogue. False for one that is not for the person."""
        card = reply.card or {}
        if card.get("kind") == _DESK:
            self._room.refuse(str(card.get("key")), str(card.get("problem")))
            return False
        if reply.text:
            self._note(self._record.said(Speaker.ASSISTANT, reply.text, reply.buttons))
        return True

    def ended(self, end: TurnEnd) -> None:
        """What a turn told at its end."""
        problem = self._room.problem
        self._note(self._record.ended(end))
        if problem is not None:
            self._room.refuse(*problem)

    def prompted(self, key: str) -> None:
        """A fixed sentence was said."""
        if key in _MISSES:
            self._note(self._record.missed())

    def consent(self, yes: bool) -> None:
        """The person's answer."""
        self._room.answered(yes)

    def stand(self, turn: Turn) -> None:
        """Who has the floor now."""
        self._room.stand(_standing(turn))

    def tick(self, seconds: float) -> None:
        """Time went by."""
        self._room.tick(seconds)

    def close(self, is_over: bool) -> None:
        """The visit is over, or goes on without this process."""
        self._meeting.close(self._room, is_over)

    @property
    def _record(self) -> Record:
        return self._room.record

    def _note(self, record: Record) -> None:
        self._room.note(record)


def _event(order: Come | Put | Lead | Go) -> Event:
    if isinstance(order, Come):
        return VolunteerCame(order.name, order.looks)
    if isinstance(order, Put):
        return Ordered(order.text, order.metadata)
    return VolunteerLeads(order.on) if isinstance(order, Lead) else VolunteerLeft(order.vanished)


def _standing(turn: Turn) -> str:
    if turn.pending:
        return Speaker.VOLUNTEER.value if turn.speaks_for_volunteer else Speaker.ASSISTANT.value
    if turn.talking is not None:
        return Speaker.RESIDENT.value
    return Mode.THINKING.value if turn.asking else turn.mode.value
