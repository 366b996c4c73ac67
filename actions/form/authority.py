"""The letter of authorisation that comes with a form filled in for somebody else."""

from __future__ import annotations

from actions.cases.model import Agent, Told
from actions.form.fileable import AGENT
from actions.form.place import Place
from actions.form.state import YES
from actions.mandating import standing
from actions.paper.authorisation import Authorisation
from actions.paper.authorising import Grant, authorise
from actions.rights.kept import letters_of

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


def with_mandate(place: Place) -> Place:
    """The form with what a letter that stands in this chat says already: who acts, and that there is a letter.

    Raises StorageError.
    """
    if not place.is_for_another or place.form.service is None:
        return place
    letter = standing(place.turn.reference, place.form.id, place.filling.beneficiary, place.resources)
    if letter is None:
        return place
    filling = place.filling
    for key, value in ((AGENT, letter.agent), (_LETTER, YES)):
        field = place.form.field(key)
        if field is not None:
            filling = filling.told(Told(key, field.type, field.title, value, value if key == AGENT else ""))
    return place.with_filling(filling)


def _letter(place: Place, agent: str) -> str | None:
    principal = place.filling.of_type("name")
    if principal is None or place.form.service is None:
        return None
    session = place.turn.reference
    grant = Grant(session, place.form.id, principal.value, agent, place.filling.beneficiary)
    with place.resources.units() as work:
        known = [one for one in letters_of(work, session, place.resources.clock) if _is_of(grant, one)]
    if known:
        return known[0].number
    return authorise(grant, place.catalogue, place.resources.units, place.resources.clock).number


def _is_of(grant: Grant, letter: Authorisation) -> bool:
    """Whether a letter says just what is wished for."""
    said = (letter.service, letter.principal, letter.agent, letter.relation)
    wished = (grant.service, grant.principal, grant.agent, grant.relation)
    return said == wished
