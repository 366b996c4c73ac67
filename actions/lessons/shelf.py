"""The lessons there are: those that come with Linban, and those that a station has of its own or from another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError, parse_obj_as

from actions.lessons.model import Lesson, LessonError, require_followable

LIBRARY = Path(__file__).with_name("library")


def load_lessons(*folders: Path) -> Mapping[str, Lesson]:
    """Every `<kind>/<id>.yml` of the folders, by id; a later folder's lesson takes the place of an earlier one's.

    Raises LessonError for a file that is no lesson.
    """
    return {lesson.id: lesson for folder in folders for lesson in _lessons(folder)}


@cache
def library() -> Mapping[str, Lesson]:
    """The lessons that come with Linban."""
    return load_lessons(LIBRARY)


def _lessons(folder: Path) -> Iterator[Lesson]:
    for path in sorted(folder.glob("*/*.yml")):
        yield read_lesson(path)


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file. Raises LessonError."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        lesson = parse_obj_as(Lesson, {"id": path.stem, "kind": path.parent.name, **told})
    except (OSError, yaml.YAMLError, ValidationError, TypeError) as error:
        raise LessonError(f"{path.parent.name}/{path.name} is no lesson: {_first_line(error)}") from error
    return require_followable(lesson)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
