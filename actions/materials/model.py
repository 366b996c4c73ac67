"""What one person has to bring: their case, the things, the questions that narrow them down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.catalogue.conditions import Condition
from actions.catalogue.model import SELF, Catalogue


@dataclass(frozen=True)
class Situation:
    """What is known of a person's case. `for_whom` is a relation key or `self`; `facts` are told conditions."""

    for_whom: str = SELF
    facts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def for_other(self) -> bool:
        return self.for_whom != SELF


@dataclass(frozen=True)
class Part:
    """One paper of a material: the key it is ticked by, and its name."""

    key: str
    name: str


@dataclass(frozen=True)
class Need:
    """One thing to bring. `only_if` is there as long as nobody knows whether the person needs it.

    `one_is_enough`: any of its parts will do. `is_gone`: the person said that they have lost it, so that
    `substitute` and `where_to_get` should be said aloud.
    """

    item: str
    parts: tuple[Part, ...]
    one_is_enough: bool = False
    why: str | None = None
    substitute: str | None = None
    where_to_get: str | None = None
    only_if: str | None = None
    is_gone: bool = False


@dataclass(frozen=True)
class Question:
    """A yes-or-no question; the answer is the fact `key` of the situation. {who} is to be put in, as in forms."""

    key: str
    prompt: str
    second_prompt: str
    yes_means: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Without:
    """Who helps a person that has lost a paper: a service, its fact on what does instead, its fact on where."""

    service: str
    instead: str
    where: str


@dataclass(frozen=True)
class Document:
    """A well-known paper: what it is called on screen, all its names, and what to do without it."""

    key: str
    name: str
    names: tuple[str, ...]
    without: Without | None = None


@dataclass(frozen=True)
class Words:
    """The questions in order of preference, the papers by key, and what makes a material one of several."""

    questions: Mapping[str, Question]
    documents: Mapping[str, Document]
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """What the functions of this package decide by: words, the catalogue in force, the day."""

    words: Words
    catalogue: Catalogue
    today: date
