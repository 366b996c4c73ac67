"""What older eyes and hands need of a screen, as checks on what the page measured of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

SIZES = [(1080, 1920), (1920, 1080), (800, 1280), (1280, 800)]
"""CSS pixels: the kiosk and a tablet of 10 inches, upright and lying."""
SMALLEST_PRINT = 24
PRINT = {1: 24, 2: 30, 3: 40}
"""The smallest body print of each of the three sizes a person can choose, in CSS pixels."""
LEADING = 1.3
CONTRAST = 7.0
REFERENCE_DPI = 102.5
"""The reference screen is 21.5 inches across with 1080 by 1920 points."""
FINGER = 20 / 25.4 * REFERENCE_DPI
"""CSS pixels of 20 mm on it: 80.7."""
SMALLEST_TARGET = 60
MAIN_TARGET = 76
"""CSS pixels on a tablet of 10 inches, 149 a inch: 10 mm, and 13 mm for what is touched most."""
SPACE = 24
"""CSS pixels between targets: 6 mm on the reference screen."""

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")

Seen = Mapping[str, Any]
Box = Mapping[str, Any]


def faults(seen: Seen, size: tuple[int, int], choice: int = 1) -> list[str]:
    """Everything an older person would stumble over; empty when the screen is good."""
    return [
        *_print_faults(seen, choice),
        *_room_faults(seen),
        *target_faults(seen["boxes"], size),
        *_order_faults(seen),
    ]


def _print_faults(seen: Seen, choice: int) -> Iterator[str]:
    if seen["print"] < PRINT[choice]:
        yield f"print of {seen['print']} px in size {choice}"
    for text in seen["texts"]:
        if text["size"] < SMALLEST_PRINT - 0.01:
            yield f"{text['text']}: {text['size']} px"
        if text["read"] and text["size"] < PRINT[choice] - 0.01:
            yield f"{text['text']}: {text['size']} px in size {choice}"
        if text["contrast"] < CONTRAST:
            yield f"{text['text']}: contrast {text['contrast']:.1f}"
        if text["leading"] is not None and text["leading"] < LEADING:
            yield f"{text['text']}: leading {text['leading']:.2f}"


def _room_faults(seen: Seen) -> Iterator[str]:
    if seen["scrolls"]:
        yield "scrolls"
    yield from (f"{part} is cut off" for part in seen["covered"])
    yield from (f"{text['text']}: cut off" for text in seen["texts"] if text["cut"])


def target_faults(boxes: Sequence[Box], size: tuple[int, int]) -> Iterator[str]:
    """Targets too small for a finger, outside the screen, or too near to one another."""
    for box in boxes:
        height, width = box["bottom"] - box["top"], box["right"] - box["left"]
        if min(height, width) < smallest(box, size) - 0.5:
            yield f"{box['name']}: {width:.0f} by {height:.0f} px"
        if box["left"] < 0 or box["top"] < 0 or box["right"] > size[0] or box["bottom"] > size[1]:
            yield f"{box['name']}: outside"
        if not box["named"]:
            yield f"a target without a name in {box['region']}"
        if not box["inert"] and not box["hit"]:
            yield f"{box['name']}: covered by something else"
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if one["inert"] == other["inert"] and _apart(one, other) < SPACE - 0.5:
                yield f"{one['name']} and {other['name']}: {_apart(one, other):.0f} px apart"


def smallest(box: Box, size: tuple[int, int]) -> float:
    """CSS pixels a target must have in width and height."""
    if min(size) >= 1080:
        return FINGER
    return MAIN_TARGET if box["main"] else SMALLEST_TARGET


def _apart(one: Box, other: Box) -> float:
    across = max(one["left"], other["left"]) - min(one["right"], other["right"])
    down = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    return float(max(across, down))


def _order_faults(seen: Seen) -> Iterator[str]:
    """Within a part of the screen the keyboard goes as the eye does: line by line, from left to right."""
    for one, following in pairwise(seen["boxes"]):
        is_above = following["bottom"] <= one["top"]
        is_left = following["right"] <= one["left"] and following["bottom"] <= one["bottom"] + 1
        if one["region"] == following["region"] and (is_above or is_left):
            yield f"the keyboard goes back from {one['name']} to {following['name']}"
