"""Notes what the station could not answer. Never in the way of the answer itself."""

from __future__ import annotations

import logging

from actions.catalogue.answer import Answer
from actions.catalogue.trust import Doubt
from actions.learning.line import without_anybody
from actions.model import Need, NeedKind
from actions.ports import StorageError
from actions.resources import Resources
from actions.turn import Turn

log = logging.getLogger(__name__)

_KINDS = {
    Doubt.DIFFERS: NeedKind.DIFFERS,
    Doubt.UNVERIFIED: NeedKind.UNVERIFIED,
    Doubt.EXPIRED: NeedKind.EXPIRED,
}


_PERSONAL = "inform."
"""Labels of words that tell something about the person."""


def note_words(turn: Turn, resources: Resources, kind: NeedKind, label: str, service: str | None) -> None:
    """Keeps the person's words, their numbers masked; not when they tell a name or an address."""
    text = "" if label.startswith(_PERSONAL) else without_anybody(turn.heard.text)
    _keep(_need(turn, resources, kind, label, service, text), resources=resources)


def note_withheld(turn: Turn, resources: Resources, answer: Answer) -> None:
    """Keeps what of the catalogue could not be said, without any words of the person."""
    kinds = dict.fromkeys(_KINDS[withheld.doubt] for withheld in answer.withheld)
    label = f"ask.{answer.aspect}"
    _keep(*(_need(turn, resources, kind, label, answer.service, "") for kind in kinds), resources=resources)


def _need(turn: Turn, resources: Resources, kind: NeedKind, label: str, service: str | None, text: str) -> Need:
    return Need(
        kind=kind,
        text=text,
        channel=turn.channel,
        label=label,
        service=service,
        noted_at=resources.clock.now(),
        session=turn.reference,
    )


def _keep(*needs: Need, resources: Resources) -> None:
    if not needs:
        return
    try:
        with resources.units.passing() as work:
            for need in needs:
                work.needs.add(need)
            work.commit()
    except StorageError:
        log.warning("a need could not be noted")
