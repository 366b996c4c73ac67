"""The letter of authorisation that comes with a form filled in for somebody else."""

from __future__ import annotations

from actions.cases.model import Agent
from actions.form.fileable import AGENT
from actions.form.place import Place
from actions.form.state import YES
from actions.paper.authorisation import Authorisation
from actions.paper.authorising import Grant, authorise

_LETTER = "letter"


def agent_of(place: Place) -> Agent | None:
    """Who acts for the person, with the number of their letter if one was wished for; drawn up once, however often the
    form is sent. Raises StorageError."""
    name = place.filling.answer(AGENT)
    if name is None:
        return None
    wished = place.filling.answer(_LETTER)
    number = _letter(place, name.value) if wished is not None and wished.value == YES else None
    return Agent(name.value, place.filling.beneficiary, number)


def _letter(place: Place, agent: str) -> str | None:
    principal = place.filling.of_type("name")
    if principal is None or place.form.service is None:
        return None
    session = place.turn.reference
    grant = Grant(session, place.form.id, principal.value, agent, place.filling.beneficiary)
    with place.resources.units() as work:
        known = [one for one in work.authorisations.of_session(session) if _is_of(grant, one)]
    if known:
        return known[0].number
    return authorise(grant, place.catalogue, place.resources.units, place.resources.clock).number


def _is_of(grant: Grant, letter: Authorisation) -> bool:
    """Whether a letter says just what is wished for, and was not taken back."""
    said = (letter.service, letter.principal, letter.agent, letter.relation)
    wished = (grant.service, grant.principal, grant.agent, grant.relation)
    return said == wished and letter.revoked_at is None
