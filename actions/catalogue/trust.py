"""Decides on a given day whether a fact or a local value may be given to a resident as true."""

from __future__ import annotations

from datetime import date
from enum import Enum

from actions.catalogue.model import Catalogue, Evidence, Fact, Grade, Hotline, LocalValue, Service


class Doubt(str, Enum):
    """Why something is kept back."""

    DIFFERS = "differs"
    UNVERIFIED = "unverified"
    EXPIRED = "expired"


def doubt_of_evidence(evidence: Evidence, today: date) -> Doubt | None:
    """Memory is never given as true, nor anything past its horizon."""
    if evidence.grade is Grade.MEMORY:
        return Doubt.UNVERIFIED
    return Doubt.EXPIRED if evidence.expired(today) else None


def doubt_of_fact(fact: Fact, catalogue: Catalogue, today: date) -> Doubt | None:
    """As for its evidence; what is known of one place only is true nowhere else."""
    here = catalogue.region.name if catalogue.region else None
    if fact.only_in is not None and fact.only_in != here:
        return Doubt.DIFFERS
    return doubt_of_evidence(fact.evidence, today)


def local_value(service: Service, key: str, catalogue: Catalogue) -> LocalValue | None:
    """The chosen region's value, or None when no region is chosen or it leaves the key open."""
    return catalogue.region.values.get((service.id, key)) if catalogue.region else None


def doubt_of_local(service: Service, key: str, catalogue: Catalogue, today: date) -> Doubt | None:
    """A key without a value differs by place; a value is judged by its evidence."""
    value = local_value(service, key, catalogue)
    return Doubt.DIFFERS if value is None else doubt_of_evidence(value.evidence, today)


def hotline_of(service: Service, catalogue: Catalogue, today: date) -> Hotline | None:
    """Whom to call about a service: its own hotline, or the general one when its own may not be named.

    None when the service names no hotline: the people at the station know.
    """
    number = service.responsible.hotline
    if number is None:
        return None
    for candidate in (catalogue.hotlines[number], catalogue.hotlines[catalogue.general_hotline]):
        if doubt_of_evidence(candidate.evidence, today) is None:
            return candidate
    return None
