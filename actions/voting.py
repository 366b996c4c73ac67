"""`action_vote`: a ballot by voice or touch. The number of the paper, the choice, one plain yes; then it is forgotten.

What is said stands in the slot `ballot` only until the ballot is cast or left; once a choice was told, the last card
asks for the whole conversation to be erased (`forget`). A choice that was touched is said aloud at no turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.cases.number import grouped, half_heard, numbers_in
from actions.form.choosing import chosen
from actions.form.reading import yes_or_no
from actions.reply import Button, Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from actions.votes.casting import cast, vote_for
from actions.votes.model import Vote, VoteError, VoteState
from assistant.text.nearest import longest_said
from assistant.text.taking_part import asks_for_result

NAME = "action_vote"
ASKING_PAPER, ASKING_CHOICE, ASKING_SURE = "ballot_paper", "ballot_choice", "ballot_sure"
STEPS = (ASKING_PAPER, ASKING_CHOICE, ASKING_SURE)
"""Values of the slot `asking`."""

_PATIENCE_SECONDS = 3.0
_MOST_ALOUD = 3
_ENDED: Mapping[str, Any] = dict.fromkeys(("asking", "ballot", "expects"))
_CHOICE = "choice"
"""The entity that a touched button carries: the place of the option. What is touched is not said aloud again."""


def vote(turn: Turn, resources: Resources) -> Outcome:
    """The outcome of a turn about voting. Raises StorageError."""
    asking, begun = turn.text_slot("asking"), turn.slots.get("ballot") or {}
    if turn.heard.label in ("dlg.cancel", "dlg.bye") and asking in STEPS and not _is_told(asking, turn):
        return _over("utter_vote_left", begun)
    if asking in (ASKING_CHOICE, ASKING_SURE) and begun:
        return _with_paper(begun, asking, turn, resources)
    if asking == ASKING_PAPER or numbers_in(turn.heard.text):
        return _paper(turn, resources)
    return _begin(resources, wants_result=asks_for_result(turn.heard.text))


def _is_told(asking: str, turn: Turn) -> bool:
    """Whether what was asked for is told, whatever else the words sound like."""
    if asking == ASKING_PAPER:
        return bool(numbers_in(turn.heard.text))
    _, *options = turn.slots.get("expects") or [""]
    return longest_said(options, turn.heard.text) is not None


def _begin(resources: Resources, *, wants_result: bool) -> Outcome:
    """What can be voted on; what was counted lately, where nothing can or just that is asked."""
    now = resources.clock.now()
    with resources.units() as work:
        votes = work.votes.all()
    is_open = any(one.state(now) is VoteState.OPEN for one in votes)
    counted = next((one for one in votes if one.state(now) is VoteState.COUNTED), None)
    if is_open and not (wants_result and counted):
        return say("utter_vote_no_result_yet", **_ENDED) if wants_result else _ask_for_paper("utter_vote_paper")
    if counted is None:
        return say("utter_vote_none", **_ENDED)
    return _counted(counted, "utter_vote_result" if wants_result else "utter_vote_counted", resources)


def _counted(counted: Vote, words: str, resources: Resources) -> Outcome:
    """How a vote ended, as much of it aloud as can be kept in mind."""
    result = _result(counted, resources)
    card = {
        "kind": "answer",
        "title": counted.title,
        "items": [{"text": option, "note": str(count)} for option, count in result.items()],
    }
    told = [Message("utter_vote_for", {"option": option, "count": str(count)}) for option, count in result.items()]
    return Outcome((Message(words, {"title": counted.title}, card=card), *told[:_MOST_ALOUD]), dict(_ENDED))


def _ask_for_paper(words: str) -> Outcome:
    card = {"kind": "answer", "patience_seconds": _PATIENCE_SECONDS}
    return say(words, card=card, asking=ASKING_PAPER, ballot=None)


def _paper(turn: Turn, resources: Resources) -> Outcome:
    session, now = turn.reference, resources.clock.now()
    if not resources.guard.may_try(session, now):
        return say("utter_vote_person", **_ENDED)
    for number in numbers_in(turn.heard.text):
        found = vote_for(number, resources.units, resources.clock, resources.digest)
        if found is not None:
            return _ask_choice(found, number, "utter_vote_ask")
        resources.guard.failed(session, now)
    unknown = numbers_in(turn.heard.text) or half_heard(turn.heard.text)
    return _ask_for_paper("utter_vote_unknown" if unknown else "utter_vote_paper_again")


def _with_paper(begun: Mapping[str, Any], asking: str, turn: Turn, resources: Resources) -> Outcome:
    number = str(begun.get("paper"))
    found = vote_for(number, resources.units, resources.clock, resources.digest)
    if found is None:
        return _over("utter_vote_closed", begun)
    if asking == ASKING_SURE:
        return _sure(found, begun, turn, resources)
    touched = _touched(found, turn)
    if touched is not None:
        return _read_back(found, number, touched, is_touched=True)
    picked = chosen(found.options, turn.heard.text)
    return _read_back(found, number, picked) if picked else _ask_choice(found, number, "utter_vote_choose")


def _touched(found: Vote, turn: Turn) -> str | None:
    place = turn.heard.entities.get(_CHOICE, "")
    return found.options[int(place)] if place.isdigit() and int(place) < len(found.options) else None


def _ask_choice(found: Vote, number: str, words: str) -> Outcome:
    buttons = tuple(Button(option, _payload(place)) for place, option in enumerate(found.options))
    values = {"title": found.title, "options": _aloud(found.options)}
    card = {"kind": "answer", "title": found.title, "items": [{"text": option, "note": ""} for option in found.options]}
    slots = {"asking": ASKING_CHOICE, "ballot": {"paper": number}, "expects": ["choice", *found.options]}
    return Outcome((Message(words, values, buttons=buttons, card=card),), slots)


def _payload(place: int) -> str:
    return f'/dlg.affirm{{"{_CHOICE}":"{place}"}}'


def _aloud(options: tuple[str, ...]) -> str:
    """As many options as can be kept in mind; all of them stand on the screen."""
    return "，".join(options[:_MOST_ALOUD])


def _read_back(found: Vote, number: str, picked: str, *, is_touched: bool = False) -> Outcome:
    card = {"kind": "answer", "title": found.title, "items": [{"text": picked, "note": ""}]}
    begun = {"paper": number, "choice": picked, "touched": is_touched}
    words, values = ("utter_vote_sure_quiet", {}) if is_touched else ("utter_vote_sure", {"choice": picked})
    return say(words, values, card=card, asking=ASKING_SURE, ballot=begun, expects=None)


def _sure(found: Vote, begun: Mapping[str, Any], turn: Turn, resources: Resources) -> Outcome:
    """Only a plain yes casts the ballot; another choice is taken instead. What was touched stays unsaid."""
    number, choice = str(begun.get("paper")), str(begun.get("choice") or "")
    touched, spoken = _touched(found, turn), longest_said(found.options, turn.heard.text)
    if touched is not None:
        return _read_back(found, number, touched, is_touched=True)
    if spoken is not None and spoken != choice:
        return _read_back(found, number, spoken)
    told = yes_or_no(turn.heard)
    if told is None:
        return _read_back(found, number, choice, is_touched=bool(begun.get("touched")))
    if not told:
        return _ask_choice(found, number, "utter_vote_choose")
    try:
        receipt = cast(number, choice, resources.units, resources.clock, resources.digest)
    except VoteError:
        return _over("utter_vote_closed", begun)
    return say("utter_vote_cast", {"receipt": grouped(receipt)}, card=_receipt(found, receipt), **_ENDED)


def _over(words: str, begun: Mapping[str, Any]) -> Outcome:
    """Nothing is cast; a choice told before is forgotten with the conversation it was told in."""
    return say(words, card={"kind": "answer", "forget": True} if begun.get("choice") else None, **_ENDED)


def _receipt(found: Vote, receipt: str) -> dict[str, Any]:
    items = [{"text": grouped(receipt), "note": ""}]
    return {"kind": "answer", "title": found.title, "items": items, "forget": True}


def _result(counted: Vote, resources: Resources) -> Mapping[str, int]:
    """Votes by option, the most first."""
    with resources.units() as work:
        pages = work.ledger.entries("vote.counted")
    result: Mapping[str, int] = next((page.body["result"] for page in pages if page.body["vote"] == counted.id), {})
    return dict(sorted(result.items(), key=lambda one: -one[1]))
