"""A volunteer beside the person: asked for, agreed to, talking, leading, gone.

While a volunteer leads, what the person says goes to them alone; the answers to what the volunteer has asked are
shown and not spoken. When it ends, however it ends, the assistant says so and says again what was open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assistant.text.form_talk import said_yes_or_no
from channels.live.orders import RESUMING
from channels.live.room import Company
from kiosk.company_events import (
    ConsentTold,
    DangerHeard,
    Ordered,
    Unchanged,
    VolunteerCame,
    VolunteerLeads,
    VolunteerLeft,
    VolunteerSaid,
    VolunteerSpoke,
)
from kiosk.effects import Acknowledge, PlayVolunteer, ShowVolunteer, Tell, TellConsent
from kiosk.events import Event, FinalHeard, PersonPressed, Pressed, Typed
from kiosk.turn_state import Mode, Rules, Turn
from kiosk.turn_steps import Result, ask, awake, floor, hush, lend, lend_once, prompt, settle

AGAIN = "/dlg.repeat"


def in_company(turn: Turn, event: Event, rules: Rules) -> Result | None:
    """What becomes of an event because a volunteer is there; None where that changes nothing."""
    if type(event) in _HANDLERS:
        return _HANDLERS[type(event)](turn, event, rules)
    if isinstance(event, FinalHeard) and not turn.microphone:
        return None
    if turn.company is Company.ASKING and isinstance(event, (Typed, FinalHeard)):
        yes = said_yes_or_no(event.text)
        return None if yes is None else _consent_told(turn, ConsentTold(yes), rules)
    if turn.accompanied and isinstance(event, PersonPressed):
        return prompt(awake(turn), "volunteer_here", rules)
    if turn.company is Company.LEADING and isinstance(event, (Typed, FinalHeard, Pressed)):
        return _to_the_volunteer(turn, event.title if isinstance(event, Pressed) else event.text)
    return None


def _to_the_volunteer(turn: Turn, text: str) -> Result:
    if not text.strip():
        return awake(turn), ()
    turn, stopped = hush(awake(turn))
    return replace(turn, talking=None, misses=0), (*stopped, Acknowledge(), Tell(text))


def _came(turn: Turn, event: VolunteerCame, rules: Rules) -> Result:
    if turn.mode is Mode.ATTRACT:
        return turn, ()
    company = Company.ASKING if event.looks else Company.COMING
    turn = replace(awake(turn), company=company, companion=event.name, person=True)
    return prompt(turn, "volunteer_asks" if event.looks else "volunteer_comes", rules)


def _consent_told(turn: Turn, event: ConsentTold, rules: Rules) -> Result:
    if turn.company is Company.NOBODY or (event.yes and turn.company is not Company.ASKING):
        return turn, ()
    if event.yes:
        seen, said = prompt(replace(awake(turn), company=Company.WATCHING), "volunteer_sees", rules)
        return _listening(seen), (TellConsent(True), *said)
    led = turn.company is Company.LEADING
    turn, said = _back_to_the_assistant(replace(awake(turn), company=Company.COMING), led, "volunteer_sees_not", rules)
    return turn, (TellConsent(False), *said)


def _leads(turn: Turn, event: VolunteerLeads, rules: Rules) -> Result:
    if not turn.accompanied:
        return turn, ()
    if not event.on:
        return _back_to_the_assistant(replace(turn, company=Company.WATCHING), True, "volunteer_hands_back", rules)
    turn, stopped = hush(awake(turn))
    turn, said = prompt(_listening(replace(turn, company=Company.LEADING)), "volunteer_leads", rules)
    return turn, (*stopped, *said)


def _left(turn: Turn, event: VolunteerLeft, rules: Rules) -> Result:
    if turn.company is Company.NOBODY:
        return turn, ()
    led = turn.company is Company.LEADING
    turn = replace(turn, company=Company.NOBODY, companion="", person=event.vanished and turn.person)
    return _back_to_the_assistant(turn, led, "volunteer_gone" if event.vanished else "volunteer_left", rules)


def _back_to_the_assistant(turn: Turn, led: bool, key: str, rules: Rules) -> Result:
    """The assistant says what changed; where it had been silent, it says again what was open."""
    turn, stopped = hush(awake(turn))
    if not (led and turn.asked) or turn.mode is Mode.PAUSED:
        turn, said = prompt(turn, key, rules)
        return _listening(turn), (*stopped, *said)
    turn, asked = ask(turn, AGAIN, None, RESUMING)
    turn, said = prompt(turn, key, rules)
    return turn, (*stopped, *asked, *said)


def _said(turn: Turn, event: VolunteerSaid, rules: Rules) -> Result:
    """A volunteer's words go before those of the assistant."""
    if not turn.accompanied:
        return turn, ()
    turn, stopped = hush(awake(turn))
    turn, utterances, said = lend(turn, event.sentences, rules)
    return _listening(turn), (*stopped, ShowVolunteer(event.sentences, utterances), *said)


def _spoke(turn: Turn, event: VolunteerSpoke, rules: Rules) -> Result:
    if not turn.accompanied:
        return turn, ()
    turn, stopped = hush(awake(turn))
    turn, utterance = lend_once(turn, rules)
    return _listening(turn), (
        *stopped,
        ShowVolunteer((event.text,), (utterance,)),
        PlayVolunteer(utterance, event.wav),
    )


def _ordered(turn: Turn, event: Ordered, rules: Rules) -> Result:
    if not turn.accompanied:
        return turn, ()
    turn, asked = ask(turn, event.text, None, event.metadata)
    return replace(turn, muted=turn.company is Company.LEADING), asked


def _danger_heard(turn: Turn, event: DangerHeard, rules: Rules) -> Result:
    return ask(turn, event.text, event.text)


def _unchanged(turn: Turn, event: Unchanged, rules: Rules) -> Result:
    if not turn.asking or event.number != turn.number:
        return turn, ()
    return settle(replace(turn, mode=Mode.SPEAKING, answered=True, waiting=0.0), rules)


def _listening(turn: Turn) -> Turn:
    """The person has the floor as soon as the voice is silent, unless an answer is under way."""
    return turn if turn.asking else floor(turn)


_HANDLERS: Mapping[type[Any], Callable[[Turn, Any, Rules], Result]] = {
    VolunteerCame: _came,
    ConsentTold: _consent_told,
    VolunteerLeads: _leads,
    VolunteerLeft: _left,
    VolunteerSaid: _said,
    VolunteerSpoke: _spoke,
    Ordered: _ordered,
    DangerHeard: _danger_heard,
    Unchanged: _unchanged,
}
