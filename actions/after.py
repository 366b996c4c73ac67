"""What is offered once a case is filed: the letter, to be reminded, to be remembered. Never twice, never in the way.

The offer is the slot `offered`; what is still to be offered waits in the slot `after`. Only what stands in the case
just filed is kept, and only after a yes.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.cases.finding import case_of
from actions.cases.model import Case
from actions.consenting import consent_in
from actions.mandating import invitation
from actions.paper.letter import letter_card, letter_spoken
from actions.reminders.keeping import remind
from actions.reminders.model import Contact
from actions.reminders.offers import Offer, contact_of, offers
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.satisfaction import asked_once
from actions.turn import Turn
from assistant.text.dates import read_date

REMIND = "remind"
REMEMBER = "remember"
LETTER = "letter"
AFTER = (LETTER, REMIND, REMEMBER)
"""Values of the slot `offered`."""

ASKING_DAY = "remind_day"
"""The value of the slot `asking` while the question is which day a reminder is reckoned from."""

_KIOSK = "kiosk"
_OFFERS = {LETTER: "utter_letter_offer", REMEMBER: "utter_consent_remember"}
_PAST = ("certification", "endorsement", "turning_age")


def offered_after(case: Case, turn: Turn, resources: Resources) -> Outcome:
    """The first offer after a case was filed, or nothing."""
    pending = [name for name in AFTER if _may_offer(name, case, turn, resources)]
    return _next(pending, case, resources)


def take(turn: Turn, resources: Resources) -> Outcome:
    """Yes to what was offered. Raises StorageError."""
    case, pending = _case(turn, resources), _pending(turn)
    if case is None or not pending:
        return say("utter_what_else")
    taken, rest = pending[0], pending[1:]
    if taken == LETTER:
        return _then(_letter(case, turn, resources), rest, case, turn, resources)
    if taken == REMEMBER:
        _remember(case, turn, resources)
        return _then(Message("utter_remembered"), rest, case, turn, resources)
    offer = _offer(case, resources)
    if offer is None:
        return _then(Message("utter_remind_too_late"), rest, case, turn, resources)
    if offer.needs_day:
        return say(f"utter_remind_ask_{offer.kind.value}", asking=ASKING_DAY, offered=None, after=pending)
    return _reminded(offer, rest, case, turn, resources)


def leave(turn: Turn, resources: Resources) -> Outcome | None:
    """No to what was offered: the next offer; None when there is none."""
    case, pending = _case(turn, resources), _pending(turn)
    following = _next(pending[1:], case, resources) if case else Outcome()
    following = following if following.messages else _ended(turn, following)
    return following if following.messages else None


def day_told(turn: Turn, resources: Resources) -> Outcome:
    """`action_reminder`: the day a reminder is reckoned from. Raises StorageError."""
    case, pending = _case(turn, resources), _pending(turn)
    offer = _offer(case, resources) if case else None
    if case is None or offer is None:
        return say("utter_remind_too_late", asking=None)
    reading = read_date(turn.heard.text, resources.clock.today(), offer.kind.value in _PAST)
    day = reading.value if reading else None
    if day is None:
        return say(f"utter_remind_ask_{offer.kind.value}", asking=ASKING_DAY)
    return _reminded(offer.with_day(day), pending[1:], case, turn, resources)


def _may_offer(name: str, case: Case, turn: Turn, resources: Resources) -> bool:
    if name == LETTER:
        return case.details.agent is not None and case.details.agent.authorisation is not None
    if name == REMIND:
        return _offer(case, resources) is not None and _contact(case, turn).is_reachable
    person, phone = case.details.of_type("name"), case.details.of_type("phone")
    is_known = bool(turn.slots.get("recalled"))
    return (
        person is not None and phone is not None and bool(phone.value) and not is_known and case.details.agent is None
    )


def _letter(case: Case, turn: Turn, resources: Resources) -> tuple[Message, ...]:
    """The letter on the screen, to be printed, and read aloud to whoever is to sign it; in a chat, with a code that
    lets them agree in their own."""
    number = case.details.agent.authorisation if case.details.agent else None
    with resources.units() as work:
        letter = work.authorisations.by_number(number or "")
    if letter is None:
        return (Message("utter_letter_none"),)
    catalogue = resources.catalogue.current()
    spoken = "".join(letter_spoken(letter, catalogue))
    invited = invitation(letter, turn, resources)
    names = (letter.principal, letter.agent)
    told = Message("utter_letter", {"letter": spoken}, card=letter_card(letter, catalogue), personal=names)
    return (told, invited) if invited else (told,)


def _offer(case: Case, resources: Resources) -> Offer | None:
    catalogue = resources.catalogue.current()
    service = catalogue.services.get(case.service)
    found = offers(service, catalogue, resources.clock.today(), case.details) if service else ()
    return found[0] if found else None


def _reminded(offer: Offer, rest: Sequence[str], case: Case, turn: Turn, resources: Resources) -> Outcome:
    consent = consent_in(turn, resources, "remind", "utter_remind_offer", case.key)
    kept = remind(offer, _contact(case, turn), consent, resources.units, resources.clock)
    if not kept:
        return _then(Message("utter_remind_too_late"), rest, case, turn, resources)
    first = min(one.due_on for one in kept)
    day = resources.catalogue.current().forms.words.written(first)
    return _then(Message("utter_remind_kept", {"day": day}), rest, case, turn, resources)


def _contact(case: Case, turn: Turn) -> Contact:
    return contact_of(case.details, "" if turn.channel == _KIOSK else turn.session)


def _remember(case: Case, turn: Turn, resources: Resources) -> None:
    told = {type_: case.details.of_type(type_) for type_ in ("name", "phone", "address")}
    name, phone, address = (one.value if one else "" for one in told.values())
    consent = consent_in(turn, resources, "remember", "utter_consent_remember", case.key)
    resources.memory.remember(name, phone, address, consent)


def _then(
    said: Message | tuple[Message, ...], rest: Sequence[str], case: Case, turn: Turn, resources: Resources
) -> Outcome:
    following = _next(rest, case, resources)
    following = following if following.messages else _ended(turn, following)
    before = said if isinstance(said, tuple) else (said,)
    return Outcome((*before, *following.messages), {"asking": None, **following.slots})


def _ended(turn: Turn, nothing: Outcome) -> Outcome:
    """Everything was offered: how was it?"""
    question = asked_once(turn)
    return Outcome(question.messages, {**nothing.slots, **question.slots})


def _next(pending: Sequence[str], case: Case, resources: Resources) -> Outcome:
    if not pending:
        return Outcome((), {"after": None, "offered": None})
    slots = {"after": list(pending), "offered": pending[0]}
    if pending[0] != REMIND:
        return Outcome((Message(_OFFERS[pending[0]]),), slots)
    title = resources.catalogue.current().services[case.service].title
    return Outcome((Message("utter_remind_offer", {"title": title}),), slots)


def _pending(turn: Turn) -> list[str]:
    return [name for name in turn.slots.get("after") or () if name in AFTER]


def _case(turn: Turn, resources: Resources) -> Case | None:
    """The case filed last in this visit."""
    return case_of(turn.text_slot("case"), resources.units)
