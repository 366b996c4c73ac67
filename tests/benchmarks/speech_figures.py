"""What was measured of the ears and the mouth, and how it is shown."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table


@dataclass(frozen=True)
class Accuracy:
    """Recognised against what was said."""

    characters: int
    errors: int
    """Characters to change, add or leave out."""

    def __str__(self) -> str:
        """The character error rate, where anything was said."""
        return f"{self.errors / self.characters:.1%}" if self.characters else "–"


@dataclass(frozen=True)
class Mistaken:
    """So many of so many."""

    wrong: int
    of: int

    def __str__(self) -> str:
        return f"{self.wrong} / {self.of}"


@dataclass(frozen=True)
class Load:
    """Several people at once, each heard as fast as the machine can."""

    sessions: int
    real_time_factor: float
    """Seconds of work for each second of every person's sound."""
    rss: float
    """Megabytes that the process holds."""


@dataclass(frozen=True)
class SpeechFigures:
    """Times are milliseconds."""

    model: str
    people: Accuracy
    """Real recordings."""
    synthetic: Accuracy
    to_sign: tuple[float, ...]
    """From the end of speech until the screen shows that it was heard, and the tone sounds."""
    to_final: tuple[float, ...]
    """From the end of speech until its words are final: the patience is most of it."""
    to_sound: tuple[float, ...]
    """From the words of an answer until the sound of its first sentence is there."""
    own_voice: Mistaken
    """Sentences of the kiosk that it took for somebody else's, no echo being cancelled."""
    people_over_it: Mistaken
    """People who spoke over it and were not heard."""
    loads: tuple[Load, ...]


def table(figures: SpeechFigures) -> Table:
    """The figures, one a line."""
    made = Table("", figures.model)
    made.columns[1].justify = "right"
    for name, value in rows(figures):
        made.add_row(name, value)
    return made


def rows(figures: SpeechFigures) -> list[tuple[str, str]]:
    """The lines of the table."""
    return [
        ("character error rate: real recordings", str(figures.people)),
        ("character error rate: synthetic voice", str(figures.synthetic)),
        ("end of speech to sign and tone: ms, p50 / p90", spread(figures.to_sign)),
        ("end of speech to final text: ms, p50 / p90", spread(figures.to_final)),
        ("answer to its first sound: ms, p50 / p90", spread(figures.to_sound)),
        ("its own voice taken for a person's", str(figures.own_voice)),
        ("people over its voice not heard", str(figures.people_over_it)),
        *((f"{load.sessions} at once: real-time factor", f"{load.real_time_factor:.3f}") for load in figures.loads),
        *((f"{load.sessions} at once: RSS MB", f"{load.rss:.0f}") for load in figures.loads),
    ]


def spread(times: Sequence[float]) -> str:
    """Median and ninth tenth."""
    if not times:
        return "–"
    ordered = sorted(times)
    return f"{statistics.median(ordered):.0f} / {ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]:.0f}"


def as_data(figures: SpeechFigures) -> dict[str, Any]:
    """The same for a program."""
    return asdict(figures) | {"rows": dict(rows(figures))}
