"""What was measured of the ears and the mouth, and how it is shown."""

import math
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
    beyond_pause: tuple[float, ...]
    """The same without the patience."""
    to_sound: tuple[float, ...]
    """From the words of an answer until the sound of its first sentence is there."""
    own_voice: Mistaken
    """Sentences of the kiosk that it took for somebody else's, no echo being cancelled."""
    people_over_it: Mistaken
    """People who spoke over it and were not heard."""
    loads: tuple[Load, ...]

    @property
    def voice_to_voice(self) -> float:
        """From the end of speech to the first sound, without the pause and the turn: in 95 of 100 cases at most; NaN
        where nothing was heard or said."""
        return slowest(self.beyond_pause) + slowest(self.to_sound)


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
        ("end of speech to first sound, beyond the pause: ms, p95", f"{figures.voice_to_voice:.0f}"),
        *((f"{load.sessions} at once: real-time factor", f"{load.real_time_factor:.3f}") for load in figures.loads),
        *((f"{load.sessions} at once: RSS MB", f"{load.rss:.0f}") for load in figures.loads),
    ]


def spread(times: Sequence[float]) -> str:
    """Median and ninth tenth."""
    if not times:
        return "–"
    ordered = sorted(times)
    return f"{statistics.median(ordered):.0f} / {ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]:.0f}"


def slowest(times: Sequence[float]) -> float:
    """What 95 of 100 are not above; NaN of none."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * 19 // 20)] if ordered else math.nan


LONGEST_TO_VOICE = 800.0
"""Milliseconds to the first sound, in 95 of 100 cases."""
BUSIEST = 1.0
"""Seconds of work for a second of everybody's sound: above it a crowd falls behind."""


def missed(figures: SpeechFigures) -> list[str]:
    """The goals that were not reached, each with the number; a number that could not be taken reaches none."""
    short = []
    if not figures.voice_to_voice <= LONGEST_TO_VOICE:
        short.append(f"first sound {figures.voice_to_voice:.0f} ms beyond the pause, wanted <= {LONGEST_TO_VOICE:.0f}")
    crowd = figures.loads[-1]
    if not crowd.real_time_factor <= BUSIEST:
        short.append(f"{crowd.sessions} at once: {crowd.real_time_factor:.2f} s of work a second, wanted <= {BUSIEST}")
    return short


def as_data(figures: SpeechFigures) -> dict[str, Any]:
    """The same for a program."""
    return asdict(figures) | {"rows": dict(rows(figures))}
