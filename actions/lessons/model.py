"""A lesson: short steps, one at a time, and a question or two at the end. No Rasa, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONGEST_STEP = 60
"""Characters of what is said for one step: as much as can be kept in mind while the hands are busy."""


class LessonKind(str, Enum):
    """Who a lesson is for: residents about their phones, residents about swindlers, new volunteers."""

    PHONE = "phone"
    SCAMS = "scams"
    COURSE = "course"


class LessonError(ValueError):
    """A lesson's file cannot be used; the message says which file and why."""


@dataclass(frozen=True)
class Step:
    """One thing to hear and do. `say` is spoken; `look` tells where to look or what must be seen then."""

    say: str
    look: str = ""


@dataclass(frozen=True)
class Quiz:
    """A question with its choices; `right` is one of them, `why` is said afterwards either way."""

    ask: str
    choices: tuple[str, ...]
    right: str
    why: str


@dataclass(frozen=True)
class Lesson:
    """`id` names it everywhere; `names` are what people call what it teaches."""

    id: str
    kind: LessonKind
    title: str
    names: tuple[str, ...]
    steps: tuple[Step, ...]
    quiz: tuple[Quiz, ...] = ()


def require_followable(lesson: Lesson) -> Lesson:
    """The lesson itself. Raises LessonError for one that nobody could follow."""
    if not lesson.steps:
        raise LessonError(f"{lesson.id}: a lesson needs at least one step.")
    for step in lesson.steps:
        if not 0 < len(step.say) <= LONGEST_STEP:
            raise LessonError(f"{lesson.id}: a step has 1 to {LONGEST_STEP} characters, not {len(step.say)}.")
    for quiz in lesson.quiz:
        if quiz.right not in quiz.choices or not 2 <= len(quiz.choices) <= 3:
            raise LessonError(f"{lesson.id}: a question has two or three choices, the right one among them.")
    return lesson
