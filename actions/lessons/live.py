"""Lessons as they are now: what is put into the station's own folder is there at once, in every process."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

from actions.lessons.model import Lesson, LessonError
from actions.lessons.shelf import LIBRARY, library, load_lessons

log = logging.getLogger(__name__)

_Stamp = tuple[tuple[str, int], ...]


class LiveLessons(Mapping[str, Lesson]):
    """What comes with Linban and what the station has of its own; a folder that is broken changes nothing."""

    def __init__(self, own: Path) -> None:
        self._own = own
        self._known: Mapping[str, Lesson] = library()
        self._read: _Stamp = ()

    def __getitem__(self, lesson: str) -> Lesson:
        return self._now()[lesson]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def _now(self) -> Mapping[str, Lesson]:
        stamp = _stamp(self._own)
        if stamp != self._read:
            self._read = stamp
            try:
                self._known = load_lessons(LIBRARY, self._own)
            except LessonError as error:
                log.error("the station's own lessons are left as they were: %s", error)
        return self._known


def _stamp(folder: Path) -> _Stamp:
    """Which files there are, and since when."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in sorted(folder.glob("*/*.yml")))
