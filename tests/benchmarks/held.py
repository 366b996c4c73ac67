"""What processes hold over time, and whether it grows."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, fields

import psutil

_WARMING_UP = 0.25
"""The share of the time in which a process may still fill its caches."""

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


def growth(moments: Sequence[Held]) -> dict[str, tuple[float, float]]:
    """The medians of each number after warming up and at the end, as long apart as they can be."""
    settled = moments[int(len(moments) * _WARMING_UP) :]
    part = max(1, len(settled) // 3)
    names = [field.name for field in fields(Held)]
    return {name: (_median(settled[:part], name), _median(settled[-part:], name)) for name in names}


def leaks(moments: Sequence[Held]) -> list[str]:
    """What grew by more than chance, in words; nothing where all is flat."""
    return [
        f"{name} grew from {before:g} to {after:g}"
        for name, (before, after) in growth(moments).items()
        if after - before > _MORE[name]
    ]


def _median(moments: Sequence[Held], name: str) -> float:
    return round(statistics.median(getattr(moment, name) for moment in moments), 1)
