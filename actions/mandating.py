"""Acting for somebody from a chat: by a letter of authorisation they agreed to, on paper or in their own chat.

::

    letter drawn up in the agent's chat --> code --> the principal's chat: yes (text or voice) --> both may revoke
    letter drawn up at the station, its number said in the agent's chat ------------------------> both may revoke
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from actions.cases.number import grouped, numbers_in
from actions.catalogue.model import Catalogue
from actions.consenting import consent_in
from actions.form.fileable import fileable
from actions.messaging.model import Push
from actions.paper.authorisation import Authorisation
from actions.paper.authorising import revoke
from actions.paper.mandate import Mandate, Role
from actions.passes.code import grouped as grouped_code
from actions.passes.use import issue, redeem
from actions.ports import UnitOfWork
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.rights.kept import letters_of
from actions.turn import Turn

NAME = "action_mandate"
OFFERED = "mandate:"
"""What the slot `offered` begins with while somebody is asked whether another may act for them; the number follows."""

MANDATE_PASS = "mandate"
"""The purpose of a code that leads to a letter its principal has not agreed to yet."""

LASTS = timedelta(days=3)
"""How long the principal may take."""

CONSENT = "proxy"
"""The kind of consent that is kept."""


def by_number(turn: Turn, resources: Resources) -> Outcome:
    """`action_mandate`: the letter of that number stands in this chat from now on. Raises StorageError."""
    session, now = turn.reference, resources.clock.now()
    number = next(iter(numbers_in(turn.heard.text)), None)
    if number is None:
        return say("utter_mandate_which")
    if not resources.guard.may_try(session, now):
        return say("utter_progress_person", asking=None)
    with resources.units() as work:
        letter = work.authorisations.by_number(number)
        if letter is None or not letter.is_in_force(resources.clock.today()):
            resources.guard.failed(session, now)
            return say("utter_mandate_unknown", {"number": grouped(number)})
        work.mandates.add(Mandate(number, session, Role.AGENT), now)
        _follow_its_cases(letter, session, work, resources)
        work.commit()
    return say("utter_mandate_taken", _values(letter, resources.catalogue.current()))


def invitation(letter: Authorisation, turn: Turn, resources: Resources) -> Message | None:
    """The code that lets the principal agree in a chat of their own; nothing where this is no chat.

    Raises StorageError.
    """
    with resources.units() as work:
        if not work.chat_accounts.has(turn.reference):
            return None
        work.mandates.add(Mandate(letter.number, turn.reference, Role.AGENT), resources.clock.now())
        work.commit()
    code = issue(resources.units, resources.clock, MANDATE_PASS, letter.number, digest=resources.digest, lasts=LASTS)
    return Message("utter_mandate_invite", {"code": grouped_code(code), "days": str(LASTS.days)})


def asked(code: str, turn: Turn, resources: Resources) -> Outcome | None:
    """The principal is asked, for the code the agent passed on; None when it leads nowhere. Raises StorageError."""
    number = redeem(resources.units, resources.clock, MANDATE_PASS, code, digest=resources.digest)
    letter = _in_force(number, resources)
    if letter is None:
        return None
    catalogue = resources.catalogue.current()
    joiner = catalogue.phrases.joiner
    limits = {"scope": joiner.join(letter.scope), "may_not": joiner.join(one.rstrip("。") for one in letter.may_not)}
    values = {**_values(letter, catalogue), **limits, "agent": letter.agent}
    return say("utter_mandate_ask", values, asking=None, offered=OFFERED + letter.number)


def agreed(number: str, turn: Turn, resources: Resources) -> Outcome:
    """Yes: recorded, and told to whoever acts. Raises StorageError."""
    letter = _in_force(number, resources)
    if letter is None:
        return say("utter_mandate_unknown", {"number": grouped(number)}, offered=None)
    with resources.units() as work:
        work.consents.add(consent_in(turn, resources, CONSENT, "utter_mandate_ask", letter.id))
        work.mandates.add(Mandate(number, turn.reference, Role.PRINCIPAL), resources.clock.now())
        _tell_others(letter, "utter_mandate_agreed", turn.reference, work, resources)
        work.commit()
    return say("utter_mandate_given", _values(letter, resources.catalogue.current()), offered=None)


def refused(number: str, turn: Turn, resources: Resources) -> Outcome:
    """No: the letter is void at once, and whoever wanted to act is told. Raises StorageError."""
    letter = _in_force(number, resources)
    if letter is None:
        return say("utter_what_else", offered=None)
    with resources.units() as work:
        work.consents.add(consent_in(turn, resources, CONSENT, "utter_mandate_ask", letter.id, given=False))
        work.authorisations.revoke(number, resources.clock.now())
        _tell_others(letter, "utter_mandate_refused", turn.reference, work, resources)
        work.commit()
    return say("utter_mandate_not_given", offered=None)


def revoked(number: str, turn: Turn, resources: Resources) -> bool:
    """Takes a letter back and tells the others in whose chats it stands; False when there is nothing to take back.

    Raises StorageError.
    """
    if not revoke(number, resources.units, resources.clock):
        return False
    with resources.units() as work:
        letter = work.authorisations.by_number(number)
        if letter is not None:
            _tell_others(letter, "utter_mandate_revoked", turn.reference, work, resources)
        work.commit()
    return True


def standing(session: str, service: str, relation: str, resources: Resources) -> Authorisation | None:
    """The letter that lets this session act in this matter for this relation today. Raises StorageError."""
    with resources.units() as work:
        acting = {one.number for one in work.mandates.of_session(session) if one.role is Role.AGENT}
        letters = letters_of(work, session, resources.clock)
    fitting = (one for one in letters if one.number in acting and (one.service, one.relation) == (service, relation))
    return next(fitting, None)


def _in_force(number: str | None, resources: Resources) -> Authorisation | None:
    with resources.units() as work:
        letter = work.authorisations.by_number(number) if number else None
    return letter if letter is not None and letter.is_in_force(resources.clock.today()) else None


def _follow_its_cases(letter: Authorisation, session: str, work: UnitOfWork, resources: Resources) -> None:
    """What was filed under the letter elsewhere is followed here."""
    for case in work.cases.of_session(letter.session):
        agent = case.details.agent
        if agent is not None and agent.authorisation == letter.number and case.session != session:
            work.follows.add(session, case.id, resources.clock.now())


def _tell_others(letter: Authorisation, response: str, session: str, work: UnitOfWork, resources: Resources) -> None:
    values = _values(letter, resources.catalogue.current())
    for one in work.mandates.of_letter(letter.number):
        if one.session != session:
            key = f"{response.removeprefix('utter_')}:{letter.number}:{one.session[:16]}"
            work.pushes.add(Push(key, one.session, resources.clock.now(), response, values))


def _values(letter: Authorisation, catalogue: Catalogue) -> Mapping[str, str]:
    filed = fileable(catalogue, letter.service)
    until = catalogue.forms.words.written(letter.expires_on)
    return {"number": grouped(letter.number), "title": filed.title if filed else "", "until": until}
