"""When the words were not clear: two or three likely services to choose from, then choices, then a person."""

from __future__ import annotations

from dataclasses import replace

from actions.answers import ASKING_SERVICE, asked_aspect, beneficiary_of
from actions.catalogue.model import Catalogue, Service
from actions.choices import everyday_buttons, own_names, service_buttons
from actions.handover import send_for
from actions.model import NeedKind, Reason
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from actions.unmet import note_words
from actions.warned import warned_again
from assistant.text.nearest import NearestNames

NAME = "action_clarify"
_LIKELY = 0.08
"""The least confidence at which a service is worth offering."""

_BESIDE_BEST = 1 / 3
"""And the least beside the likeliest label of all."""

_MOST_OFFERED = 3


def clarify(turn: Turn, resources: Resources) -> Outcome:
    """`action_clarify`. The third miss in a row calls a person, whatever might still be guessed; right after an alarm
    what to do is said again."""
    warning = warned_again(turn)
    if warning is not None:
        return warning
    catalogue = resources.catalogue.current()
    misses = _misses(turn)
    note_words(turn, resources, NeedKind.NOT_UNDERSTOOD, _best_guess(turn), turn.text_slot("service"))
    if misses >= 3:
        called = send_for(Reason.NOT_UNDERSTOOD, "utter_not_understood_person", turn, resources)
        return replace(called, slots={**called.slots, "misses": 0})
    likely = _offered(turn, catalogue)
    if len(likely) >= 2:
        return _which_of(likely, turn, misses)
    if misses == 2:
        buttons = everyday_buttons(catalogue, asked_aspect(turn))
        return say("utter_not_understood_choices", buttons=buttons, misses=misses)
    return say("utter_not_understood", buttons=service_buttons(likely, asked_aspect(turn)), misses=misses)


def plausible(turn: Turn, catalogue: Catalogue) -> tuple[Service, ...]:
    """The services the words may mean, the likeliest first, at most three."""
    best = max((guess.confidence for guess in turn.heard.ranking), default=0.0)
    least = max(_LIKELY, best * _BESIDE_BEST)
    names = [guess.label.removeprefix("svc.") for guess in turn.heard.ranking if guess.confidence >= least]
    services = [catalogue.services[name] for name in dict.fromkeys(names) if name in catalogue.services]
    return tuple(services[:_MOST_OFFERED])


def sounding_like(text: str, catalogue: Catalogue) -> tuple[Service, ...]:
    """The services of which a name sounds in the words, though it may be written otherwise, the nearest first."""
    names = {name: service.id for service in catalogue.services.values() for name in own_names(service)}
    return tuple(catalogue.services[found.means] for found in NearestNames(names).find(text))


def _offered(turn: Turn, catalogue: Catalogue) -> tuple[Service, ...]:
    """The plausible services; where there is room, those whose names sound in the words, too."""
    likely = plausible(turn, catalogue)
    if len(likely) < _MOST_OFFERED:
        by_sound = sounding_like(turn.heard.text, catalogue)
        likely = tuple({service.id: service for service in (*likely, *by_sound)}.values())
    return likely[:_MOST_OFFERED]


def _misses(turn: Turn) -> int:
    """How many times in a row nothing was understood, this time included."""
    last = turn.earlier[0] if turn.earlier else None
    if last is None or NAME not in last.actions:
        return 1
    kept = turn.slots.get("misses")
    return (kept if isinstance(kept, int) else 0) + 1


def _best_guess(turn: Turn) -> str:
    return turn.heard.ranking[0].label if turn.heard.ranking else turn.heard.label


def _which_of(services: tuple[Service, ...], turn: Turn, misses: int) -> Outcome:
    aspect = asked_aspect(turn)
    response = "utter_which_of" if len(services) == 2 else "utter_which_of_three"
    values = dict(zip(("first", "second", "third"), (service.title for service in services), strict=False))
    return say(
        response,
        values,
        service_buttons(services, aspect),
        misses=misses,
        asking=ASKING_SERVICE,
        aspect=aspect,
        beneficiary=beneficiary_of(turn),
        offered=None,
    )
