"""The words of the service catalogue: what a service file, a region file and the shared word lists say.

Everything here is frozen data. The files are described key by key in `actions/catalogue/README.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from actions.catalogue.conditions import Condition
from actions.catalogue.form import CommonForms, Form
from actions.catalogue.paper import PaperWords
from actions.catalogue.reminders import ReminderRule

ASPECTS = (
    "overview",
    "eligibility",
    "materials",
    "steps",
    "place",
    "time_limit",
    "fee",
    "amount",
    "who_is_responsible",
    "proxy",
    "apply",
    "status",
)
"""What a person can ask about any service, in the order a service file answers it."""

TOPICS = (
    "eligibility",
    "materials",
    "steps",
    "place",
    "time_limit",
    "fee",
    "amount",
    "responsible",
    "proxy",
    "status",
    "warnings",
    "legal_basis",
)
"""What facts and local values are about."""

LEVELS = ("community", "intake", "elsewhere")
"""The community can finish it, can only take it in and pass it on, or has no part in it."""

DELIVERIES = ("own_queue", "none")
"""The station files it into its own work queue, or only informs."""

SELF = "self"
"""The beneficiary key of a person who asks for themselves."""


class Grade(str, Enum):
    """How well a fact is supported. Only memory is too weak to be said aloud."""

    LAW = "L"
    STANDARD = "S"
    PAGE = "P"
    STATION = "E"
    MEMORY = "M"


@dataclass(frozen=True)
class Evidence:
    """Why something is believed: its grade, its source, the day it was checked, its horizon in days."""

    grade: Grade
    source: str
    checked_on: date
    expires_after_days: int

    def expired(self, today: date) -> bool:
        """Whether the horizon has passed: the statement must be compared with its source again."""
        return (today - self.checked_on).days > self.expires_after_days


@dataclass(frozen=True)
class Fact:
    """One statement, as shown on the card. `only_in` names the one place it holds for, if not everywhere."""

    id: str
    topic: str
    text: str
    evidence: Evidence
    only_in: str | None = None


@dataclass(frozen=True)
class Sentence:
    """One speakable sentence and what it rests on: facts, or one local value put in for `{value}`.

    `when` is "always", "self" (the person asks for themselves) or "other" (for somebody else). `about` names
    what is missing when the sentence may not be said; without it that is the topic of the answer.
    """

    say: str
    rests_on: tuple[str, ...]
    local: str | None = None
    when: str = "always"
    about: str | None = None


@dataclass(frozen=True)
class Material:
    """One thing to bring, why it is wanted, what does instead, where to get it, and in which case only.

    `only_if` is the case in words; `needed_when` the same as conditions that must all be met.
    """

    item: str
    rests_on: tuple[str, ...]
    why: str | None = None
    substitute: str | None = None
    where_to_get: str | None = None
    only_if: str | None = None
    needed_when: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class LocalKey:
    """Something that differs from city to city; its value lives in `region/<city>.yml`."""

    key: str
    what: str
    topic: str


@dataclass(frozen=True)
class Responsible:
    """Who answers for the service, who takes part, which hotline knows, and what the community can do."""

    body: str
    co_bodies: tuple[str, ...]
    hotline: str | None
    level: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class ProxyRules:
    """What somebody acting for the person may do, must bring, and may not do."""

    may: tuple[Sentence, ...]
    must_bring: tuple[Material, ...]
    may_not: tuple[Sentence, ...]


@dataclass(frozen=True)
class NearTwin:
    """A service or word easily taken for this one: ask, do not guess. `service` is its id when it has one."""

    term: str
    ask: str
    service: str | None = None


@dataclass(frozen=True)
class Service:
    """One government or community service, complete in every aspect."""

    id: str
    name: str
    title: str
    everyday_names: tuple[str, ...]
    asked_like: tuple[str, ...]
    near_twins: tuple[NearTwin, ...]
    facts: dict[str, Fact]
    materials: tuple[Material, ...]
    responsible: Responsible
    no_phone_way: tuple[Sentence, ...]
    varies: dict[str, LocalKey]
    spoken: dict[str, tuple[Sentence, ...]]
    proxy: ProxyRules
    delivery: str
    form: Form | None
    follow_ups: dict[str, tuple[str, ...]]
    reminders: tuple[ReminderRule, ...] = ()

    def facts_about(self, topic: str) -> tuple[Fact, ...]:
        """The facts of one topic in the order of the file."""
        return tuple(fact for fact in self.facts.values() if fact.topic == topic)


@dataclass(frozen=True)
class Hotline:
    """A short number people can call, what for, and how it is read aloud."""

    number: str
    name: str
    use: str
    spoken: str
    evidence: Evidence


@dataclass(frozen=True)
class LocalValue:
    """What a region file says for one `varies` key."""

    value: str
    evidence: Evidence


@dataclass(frozen=True)
class Grid:
    """A part of the city with a worker of its own: the communities and streets in it."""

    name: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Duty:
    """Whose job a thing is here, called by any of its `names`; `level` is one of the titles' levels."""

    thing: str
    names: tuple[str, ...]
    body: str
    level: str
    evidence: Evidence
    co_bodies: tuple[str, ...] = ()
    phone: str | None = None
    answers_within_days: int | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Region:
    """One city's values by service id and key, its grids and duties. `invented`: an example, not to be believed."""

    id: str
    name: str
    invented: bool
    values: dict[tuple[str, str], LocalValue]
    grids: tuple[Grid, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Titles:
    """Headings and small words of the screen."""

    aspects: dict[str, str]
    topics: dict[str, str]
    grades: dict[Grade, str]
    levels: dict[str, str]
    follow_ups: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Phrases:
    """What is said when a fact may not be, and how people are referred to."""

    differs: str
    unverified: str
    expired: str
    ask_hotline: str
    ask_staff: str
    joiner: str
    local_line: str
    example_region: str
    beneficiaries: dict[str, str]
    other_beneficiary: str

    def spoken_of(self, beneficiary: str) -> str:
        """How the person it is for is spoken of; politely where the key is none of ours."""
        return self.beneficiaries.get(beneficiary, self.other_beneficiary)


@dataclass(frozen=True)
class Rules:
    """What may be said. Patterns are regular expressions; lengths are in characters, horizons in days.

    `horizons` holds, by grade, how long a fact is good when it names no `expires_after_days` itself.
    """

    punctuation: str
    sentence_ends: str
    most_sentences: int
    most_characters: int
    comfortable_characters: int
    most_digits: int
    most_value_digits: int
    most_title_characters: int
    money: tuple[str, ...]
    verdicts: tuple[str, ...]
    horizons: dict[Grade, int]


@dataclass(frozen=True)
class Catalogue:
    """Every service, hotline and word list, with the values of one region if one was chosen."""

    services: dict[str, Service]
    hotlines: dict[str, Hotline]
    general_hotline: str
    titles: Titles
    phrases: Phrases
    rules: Rules
    forms: CommonForms
    paper: PaperWords
    region: Region | None
    drafts: tuple[str, ...] = ()
