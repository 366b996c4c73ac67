"""What the station can take in: services with a form, complaints and suggestions."""

from __future__ import annotations

from dataclasses import dataclass

from actions.cases.model import Case
from actions.catalogue.form import Form, FormField
from actions.catalogue.model import SELF, Catalogue, Service

AGENT = "agent_name"
"""The key of the field that asks whoever acts for another for their name."""


@dataclass(frozen=True)
class Fileable:
    """Something a person can have filed. `agent` are the questions to somebody who acts for another."""

    id: str
    title: str
    body: str
    form: Form
    agent: tuple[FormField, ...] = ()
    service: Service | None = None

    def fields(self, beneficiary: str) -> tuple[FormField, ...]:
        """What is asked, in order, when it is for this person."""
        return self.form.fields if beneficiary == SELF else (*self.form.fields, *self.agent)

    def field(self, key: str) -> FormField | None:
        """The field of that key, those for an agent included."""
        return next((field for field in (*self.form.fields, *self.agent) if field.key == key), None)


def fileable(catalogue: Catalogue, id_: str | None) -> Fileable | None:
    """The service or the kind of feedback of that id, if it can be filed here."""
    feedback = catalogue.forms.feedback.get(id_ or "")
    if feedback is not None:
        return Fileable(feedback.id, feedback.title, feedback.body, feedback.form)
    service = catalogue.services.get(id_ or "")
    if service is None or service.form is None:
        return None
    agent = _agent_fields(catalogue, service)
    return Fileable(service.id, service.title, service.responsible.body, service.form, agent, service)


def is_standing(case: Case, filed: Fileable | None) -> bool:
    """Whether a case stands until it is taken back, and nobody owes an answer: an offer, a wish to be told."""
    return case.state.awaits_an_answer and filed is not None and filed.form.answer_within_days == 0


def standing_matters(catalogue: Catalogue) -> frozenset[str]:
    """The ids of everything that, once filed, may stand so."""
    return frozenset(one.id for one in catalogue.forms.feedback.values() if one.form.answer_within_days == 0)


def _agent_fields(catalogue: Catalogue, service: Service) -> tuple[FormField, ...]:
    """A service that wants papers from an agent wants a name, too; and the letter can be printed here."""
    forms = catalogue.forms
    return (*forms.agent, *forms.letter) if service.proxy.must_bring else ()
