"""Draws up letters of authorisation, keeps them, takes them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from actions.cases.finding import free_number
from actions.cases.number import new_number
from actions.catalogue.model import Catalogue, Service
from actions.catalogue.teller import Teller
from actions.model import new_id
from actions.paper.authorisation import DAYS, Authorisation
from actions.ports import Clock, UnitsOfWork

_NAMED_IN_THE_LETTER = ""
"""A key of nobody: who it is for is called what the letter calls them."""


@dataclass(frozen=True)
class Grant:
    """What was agreed to. `service` is one of the catalogue; `relation` as in `Authorisation`."""

    session: str
    service: str
    principal: str = field(repr=False)
    agent: str = field(repr=False)
    relation: str


def authorise(
    grant: Grant,
    catalogue: Catalogue,
    units: UnitsOfWork,
    clock: Clock,
    days: int = DAYS,
    draw: Callable[[], str] = new_number,
) -> Authorisation:
    """The letter as kept: for this one service, what the station's letters allow, `days` from today.

    Raises StorageError, KeyError when the catalogue has no such service.
    """
    words = catalogue.paper.letter
    never = (*words.may_not_lines, *_never_in(catalogue.services[grant.service], catalogue, clock))
    with units() as work:
        authorisation = Authorisation(
            id=new_id(),
            number=free_number(work, draw),
            session=grant.session,
            service=grant.service,
            principal=grant.principal,
            agent=grant.agent,
            relation=grant.relation,
            scope=words.scope_lines,
            may_not=never,
            made_at=clock.now(),
            expires_on=clock.today() + timedelta(days=days),
        )
        work.authorisations.add(authorisation)
        work.commit()
    return authorisation


def revoke(number: str, units: UnitsOfWork, clock: Clock) -> bool:
    """Takes a letter back at once; False when there is none, or it was taken back before. Raises StorageError."""
    with units() as work:
        was_valid = work.authorisations.revoke(number, clock.now())
        work.commit()
    return was_valid


def _never_in(service: Service, catalogue: Catalogue, clock: Clock) -> Iterator[str]:
    """What the service itself keeps from whoever acts for another, as far as it may be told as true."""
    phrases = replace(catalogue.phrases, other_beneficiary=catalogue.paper.letter.principal)
    teller = Teller(service, replace(catalogue, phrases=phrases), clock.today(), _NAMED_IN_THE_LETTER)
    for sentence in service.proxy.may_not:
        told, withheld = teller.tell((sentence,), "proxy")
        if not withheld:
            yield from told
