"""What processes hold over time, and whether it grows."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, fields

import psutil

_WARMING_UP = 0.3
"""The share of the time in which a process may still fill its caches; what it takes then is shown and not judged."""

_MORE = {"megabytes": 40.0, "threads": 4.0, "files": 24.0, "children": 2.0}
"""What may be more at the end by chance: the kiosk's clips take up to 32 MB, every chat may hold a connection open."""


@dataclass(frozen=True)
class Held:
    """At one moment: megabytes of memory, threads, open files and sockets, child processes."""

    megabytes: float
    threads: float
    files: float
    children: float


def held_by(pid: int) -> Held:
    """What a process and its children hold now. Raises psutil.Error when it is gone."""
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return Held(
        megabytes=sum(one.memory_info().rss for one in family) / 1e6,
        threads=sum(one.num_threads() for one in family),
        files=sum(one.num_fds() for one in family),
        children=len(family) - 1,
    )


@dataclass(frozen=True)
class Course:
    """Medians of one number: in the beginning, once warm, halfway from there to the end, and at the end."""

    start: float
    warm: float
    middle: float
    end: float


def course(moments: Sequence[Held]) -> dict[str, Course]:
    """How each number went."""
    warm = int(len(moments) * _WARMING_UP)
    part = max(1, (len(moments) - warm) // 4)
    middle = (warm + len(moments) - part) // 2
    parts = [moments[begin : begin + part] for begin in (0, warm, middle, len(moments) - part)]
    names = [field.name for field in fields(Held)]
    return {name: Course(*(_median(one, name) for one in parts)) for name in names}


def leaks(moments: Sequence[Held]) -> list[str]:
    """What grew by more than chance once it was warm, in words; nothing where all is flat."""
    return [
        f"{name} grew from {one.warm:g} to {one.end:g}"
        for name, one in course(moments).items()
        if one.end - one.warm > _MORE[name]
    ]


def _median(moments: Sequence[Held], name: str) -> float:
    return round(statistics.median(getattr(moment, name) for moment in moments), 1)
