"""What is learned at a station: residents' lessons with a volunteer, volunteers' course, and the hours they give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.lessons.model import Lesson, LessonKind

LONGEST_DAY = 12 * 60
"""Minutes that may be written down for one day."""


class LearningError(ValueError):
    """Something cannot be written down so; `problem` is one word for it: `person`, `lesson`, `minutes`, `day`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Learner:
    """A person who learns; personal. `phone` may be empty."""

    name: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True)
class Record:
    """What somebody learned with a volunteer, and when they come again. `account`: the volunteer's."""

    id: str
    account: str
    learner: Learner
    lesson: str
    is_learned: bool
    on: date
    next_on: date | None


@dataclass(frozen=True)
class Hours:
    """Time that a volunteer gave: `minutes` on a day, for `what` in a few words.

    `card`: where its points go once somebody else has confirmed it, whose account is `confirmed_by`.
    """

    id: str
    account: str
    on: date
    minutes: int
    what: str
    card: str | None = None
    confirmed_by: str | None = None

    def __post_init__(self) -> None:
        """Raises LearningError for a time nobody could give."""
        if not 0 < self.minutes <= LONGEST_DAY:
            raise LearningError("minutes")


def total(hours: Iterable[Hours]) -> int:
    """Minutes in all."""
    return sum(one.minutes for one in hours)


def still_to_pass(lessons: Mapping[str, Lesson], passed: Collection[str]) -> tuple[Lesson, ...]:
    """The lessons of the course that somebody has not passed."""
    course = (lesson for lesson in lessons.values() if lesson.kind is LessonKind.COURSE)
    return tuple(lesson for lesson in course if lesson.id not in passed)


def wrong_answers(lesson: Lesson, answers: Mapping[int, str]) -> tuple[int, ...]:
    """The places of the questions that were not answered rightly."""
    return tuple(place for place, quiz in enumerate(lesson.quiz) if answers.get(place) != quiz.right)
