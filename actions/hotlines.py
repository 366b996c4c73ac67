"""Which number to call: the one asked about, the one for the words, the one of the service talked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from actions.card import hotline_card
from actions.catalogue.model import Catalogue, Hotline, Service
from actions.catalogue.trust import doubt_of_evidence, hotline_of
from actions.choices import named_service
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.digits import digit_runs
from assistant.text.hotlines import is_hotline
from assistant.text.normalise import normalise

_MOST_HOTLINES = 2
"""A pair of characters that more hotlines share says nothing about which one is meant."""


def hotline(turn: Turn, resources: Resources) -> Outcome:
    """`action_hotline`. A number nobody verified is never given as true."""
    catalogue, today = resources.catalogue.current(), resources.clock.today()
    asked = _number_said(turn.heard.text, catalogue)
    if asked is not None:
        return _about_number(asked, catalogue, today)
    found = (
        _of_words(turn.heard.text, catalogue, today)
        or _of_service(turn, catalogue, today)
        or trusted(catalogue, catalogue.general_hotline, today)
    )
    return _name(found, catalogue) if found else say("utter_hotline_unknown_here")


def trusted(catalogue: Catalogue, number: str, today: date) -> Hotline | None:
    """The hotline of that number, if it may be named today."""
    found = catalogue.hotlines.get(number)
    return found if found and doubt_of_evidence(found.evidence, today) is None else None


def _number_said(text: str, catalogue: Catalogue) -> str | None:
    numbers = [run.digits for run in digit_runs(text)]
    return next((number for number in numbers if number in catalogue.hotlines or is_hotline(number)), None)


def _about_number(number: str, catalogue: Catalogue, today: date) -> Outcome:
    found = trusted(catalogue, number, today)
    if found is not None:
        return _name(found, catalogue)
    return say("utter_hotline_unverified", {"number": number, "general": catalogue.general_hotline})


def _of_words(text: str, catalogue: Catalogue, today: date) -> Hotline | None:
    """The hotline whose name and use share the most telling pairs of characters with the words."""
    words = _pairs(normalise(text))
    pairs = {number: _pairs(one.name + one.use) for number, one in catalogue.hotlines.items()}
    shared_by = Counter(pair for own in pairs.values() for pair in own)
    scores = {
        number: sum(1 / shared_by[pair] for pair in own & words if shared_by[pair] <= _MOST_HOTLINES)
        for number, own in pairs.items()
        if trusted(catalogue, number, today)
    }
    best = max(scores, key=lambda number: scores[number], default=None)
    return catalogue.hotlines[best] if best is not None and scores[best] > 0 else None


def _pairs(text: str) -> set[str]:
    return {first + second for first, second in pairwise(text) if (first + second).isalpha()}


def _of_service(turn: Turn, catalogue: Catalogue, today: date) -> Hotline | None:
    candidates = (hotline_of(service, catalogue, today) for service in _services(turn, catalogue))
    return next((found for found in candidates if found is not None), None)


def _services(turn: Turn, catalogue: Catalogue) -> Iterator[Service]:
    named = named_service(turn.heard.text, catalogue)
    known = catalogue.services.get(turn.text_slot("service") or "")
    yield from (service for service in (named, known) if service is not None)


def _name(found: Hotline, catalogue: Catalogue) -> Outcome:
    values = {"name": found.name, "number": found.number, "use": found.use}
    return say("utter_hotline", values, card=hotline_card(found, catalogue))
