"""What a form asks, in which words, and what every form shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

FIELD_TYPES = (
    "name",
    "id_number",
    "phone",
    "birth_date",
    "date",
    "address",
    "relation",
    "choice",
    "yes_no",
    "text",
)
"""The types a form field may have."""

CONSENTS = ("health", "disability", "money")
"""What is asked for separately before a form may touch it."""


@dataclass(frozen=True)
class FormField:
    """One question of a form. `patience_seconds`: the silence that ends an answer.

    `sensitive` fields are masked wherever others see. `consent`: what must be agreed to before. `from_opening`: the
    words the form was asked for with may be the answer. `only_after` names a yes-or-no field, asked only after its yes.
    """

    key: str
    type: str
    title: str
    prompt: str
    second_prompt: str
    patience_seconds: float
    sensitive: bool
    required: bool
    choices: tuple[str, ...] = ()
    consent: str | None = None
    from_opening: bool = False
    only_after: str | None = None
    also_said: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def may_be_heard(self) -> bool:
        """Whether others in the room may hear the answer: a name, and what is neither sensitive nor asks consent."""
        return self.consent is None and (self.type == "name" or not self.sensitive)


@dataclass(frozen=True)
class Form:
    """What the station asks before it files the service, one question at a time.

    `answer_within_days`: what the station promises whoever files it, by its own convention; 0 where it stands open.
    `from_report`: whoever tells what is the matter and asks nothing wants it filed.
    """

    purpose: str
    fields: tuple[FormField, ...]
    answer_within_days: int
    from_report: bool = False


@dataclass(frozen=True)
class Feedback:
    """Something filed that is no service: a complaint, a suggestion. Who gets it, and which hotline takes it too."""

    id: str
    title: str
    body: str
    hotline: str | None
    form: Form


@dataclass(frozen=True)
class FormWords:
    """What is written where an answer is not a word of the person's own; `day` holds {year}, {month} and {day}."""

    yes: str
    no: str
    no_phone: str
    withheld: str
    day: str

    def written(self, day: date) -> str:
        """A day as it stands on screen and paper, always with its year."""
        return self.day.format(year=day.year, month=day.month, day=day.day)


@dataclass(frozen=True)
class CommonForms:
    """What every form shares: words, and the questions to somebody who acts for another, with and without a letter."""

    words: FormWords
    agent: tuple[FormField, ...]
    letter: tuple[FormField, ...]
    feedback: dict[str, Feedback]
