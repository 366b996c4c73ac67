"""`action_privacy`: what is kept of a person, told at once and truly; put right; erased, after one plain question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.cases.number import grouped
from actions.catalogue.model import Catalogue
from actions.form.fileable import fileable
from actions.form.place import CLOSED
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.rights.erase import erase
from actions.rights.kept import Kept, kept_of
from actions.turn import Turn
from assistant.text.rights import asks_what_is_kept, wants_all_erased, wants_corrected

NAME = "action_privacy"
OFFERED = "erase"
"""The value of the slot `offered` while the question is whether everything shall be erased."""

ERASED = {"kind": "control", "setting": "session", "change": "end", "erases": True}
"""Tells the channel that the conversation, and a chat altogether, is to be forgotten now."""


def privacy(turn: Turn, resources: Resources) -> Outcome:
    """Raises StorageError."""
    kept, text = kept_of(turn.reference, resources.units, resources.clock), turn.heard.text
    if wants_all_erased(text):
        return _ask(kept, turn)
    if wants_corrected(text):
        return say("utter_rights_correct", offered=None)
    if kept.is_nothing or not (asks_what_is_kept(text) or kept.is_chat):
        return say("utter_privacy", offered=None)
    return Outcome((*_told(kept, resources.catalogue.current()), Message("utter_rights_end")), {"offered": None})


def take(turn: Turn, resources: Resources) -> Outcome:
    """Yes: everything that may go is erased, and it is said what stays. Raises StorageError."""
    kept = erase(turn.reference, resources.units, resources.clock, resources.memory, turn.channel)
    stays = _staying(kept)
    proof = (Message("utter_rights_proof"),) if kept.consents else ()
    return Outcome((*stays, *proof, Message("utter_rights_erased", card=ERASED)), {**CLOSED, "told": None})


def _ask(kept: Kept, turn: Turn) -> Outcome:
    """Said once more, that is no answer: a yes is wanted, for nothing can be found again."""
    if kept.is_nothing and not turn.slots.get("filling"):
        return say("utter_rights_nothing", offered=None)
    return Outcome((*_staying(kept), Message("utter_rights_erase_ask")), {"offered": OFFERED})


def _staying(kept: Kept) -> tuple[Message, ...]:
    if not kept.staying:
        return ()
    return (Message("utter_rights_stays", {"numbers": _numbers(one.number for one in kept.staying)}),)


def _told(kept: Kept, catalogue: Catalogue) -> Iterator[Message]:
    if kept.cases:
        things = catalogue.phrases.joiner.join(kept.field_titles)
        numbers = _numbers(one.number for one in kept.cases)
        response = "utter_rights_cases" if things else "utter_rights_cases_emptied"
        yield Message(response, {"count": str(len(kept.cases)), "numbers": numbers, "things": things})
    if kept.drafts:
        titles = _titles([one.service for one in kept.drafts], catalogue)
        yield Message("utter_rights_drafts", {"count": str(len(kept.drafts)), "titles": titles})
    if kept.reminders:
        titles = _titles([one.service for one in kept.reminders], catalogue)
        yield Message("utter_rights_reminders", {"count": str(len(kept.reminders)), "titles": titles})
    if kept.letters:
        numbers = _numbers(one.number for one in kept.letters)
        yield Message("utter_rights_letters", {"count": str(len(kept.letters)), "numbers": numbers})
    if kept.follows:
        yield Message("utter_rights_follows", {"count": str(kept.follows)})
    if kept.consents:
        yield Message("utter_rights_consents", {"count": str(kept.consents)})
    if kept.is_chat:
        yield Message("utter_rights_chat")


def _numbers(numbers: Iterator[str]) -> str:
    return ", ".join(grouped(number) for number in numbers)


def _titles(services: Sequence[str], catalogue: Catalogue) -> str:
    known = (fileable(catalogue, service) for service in dict.fromkeys(services))
    return catalogue.phrases.joiner.join(one.title for one in known if one is not None)
