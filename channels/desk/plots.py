"""Plots as SVG in the desk's own colours. Text stays text, so that it can be read, searched and made larger."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _SOFT, _PINE, _GOLD = "#1d2522", "#434a45", "#0f4a40", "#ffd98a"
_FONTS = ["Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "DejaVu Sans"]
_WIDTH, _SIZE = 9.6, 13
"""Inches, and points of the text."""
_BAR_HEIGHT = 0.46
_DRAWING = Lock()
"""Matplotlib draws for one at a time."""


@dataclass(frozen=True)
class Point:
    """A week: how many visits, and which share of them was done."""

    name: str
    visits: int
    done: float | None


@dataclass(frozen=True)
class Bar:
    """One bar; `part` of it is filled, all of it when there is no part."""

    name: str
    length: int
    part: int | None = None


def weeks_plot(points: Sequence[Point], visits: str, done: str) -> bytes:
    """Visits as bars and the share done as a line, week by week; the words name the two axes."""
    with _DRAWING:
        figure, axes = _blank(3.4)
        places = range(len(points))
        figure.subplots_adjust(left=0.08, right=0.92, top=0.95, bottom=0.14)
        axes.bar(places, [point.visits for point in points], color=_GOLD, width=0.6)
        axes.set_ylabel(visits, color=_SOFT)
        axes.set_xticks(list(places), [point.name for point in points])
        axes.yaxis.get_major_locator().set_params(integer=True)
        line = axes.twinx()
        shares = [float("nan") if point.done is None else point.done * 100 for point in points]
        line.plot(places, shares, color=_PINE, linewidth=3, marker="o", markersize=8)
        line.set_ylim(0, 105)
        line.set_ylabel(done, color=_PINE)
        _quiet(line)
        return _svg(figure)


def bars(shown: Sequence[Bar]) -> bytes:
    """Bars from the top down, each with its numbers."""
    with _DRAWING:
        figure, axes = _blank(0.3 + _BAR_HEIGHT * max(len(shown), 1))
        room = max((_ems(bar.name) for bar in shown), default=0.0) + 1.5
        figure.subplots_adjust(left=min(room * _SIZE / (_WIDTH * 72), 0.5), right=0.98, top=0.98, bottom=0.02)
        for place, bar in enumerate(shown):
            part = bar.length if bar.part is None else bar.part
            axes.barh(place, bar.length, color=_GOLD, height=0.62)
            axes.barh(place, part, color=_PINE, height=0.62)
            label = f"{bar.length}" if bar.part is None else f"{bar.part} / {bar.length}"
            axes.text(bar.length, place, f"  {label}", va="center", color=_INK)
        axes.set_yticks(range(len(shown)), [bar.name for bar in shown])
        axes.set_xlim(0, max([bar.length for bar in shown], default=1) * 1.15)
        axes.xaxis.set_visible(False)
        axes.invert_yaxis()
        return _svg(figure)


def _blank(height: float) -> tuple[Figure, Axes]:
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import matplotlib
        from matplotlib.figure import Figure

    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "linban", "font.family": _FONTS})
    matplotlib.rcParams.update({"font.size": _SIZE, "text.color": _INK})
    figure = Figure(figsize=(_WIDTH, height))
    axes = figure.subplots()
    _quiet(axes)
    return figure, axes


def _ems(text: str) -> float:
    """How wide a text is, in ems: a Chinese character is one, whatever fonts this machine has."""
    return sum(1.0 if east_asian_width(character) in "WF" else 0.6 for character in text)


def _quiet(axes: Any) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, colors=_INK)


def _svg(figure: Figure) -> bytes:
    """Fonts that lack a character only cost the layout some room: the browser has its own."""
    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure.savefig(made, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return made.getvalue()
