"""The part of what was heard that is not the kiosk's own voice.

Heard and said are aligned syllable by syllable (edit distance with near-sound costs): stretches that fit something
said, in order, are echo, and so is what stands where as many said syllables are missing. A person's words fit
nothing, or here and there a syllable by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text.pinyin import closest_span, syllable_cost, syllables

_OWN = 0.5
"""Cost of a syllable that is nobody's echo: above one that sounds alike, below one that does not."""
_SKIP = 0.25
"""Cost of a said syllable that was not heard, between two that were."""
_LONGEST_HEARD = 60
_LONGEST_SAID = 400
_BY_CHANCE = 1
"""So many syllables in a row fit something by chance."""
_EDGE = 2
"""So many wrong syllables before an echo are its beginning, cut off in the middle of a word."""
_LONGEST_MISHEARD = 3
"""So many wrong syllables in a row may stand within an echo."""
_AHEAD = 4
"""What is misheard is looked for in what was said after the last echo, and so many syllables more."""
_FOREIGN = 0.5
"""Cost of a syllable, in the mean, of words within an echo that are no misheard part of it."""


@dataclass(frozen=True)
class Parted:
    """own: the characters that are no echo. before: characters of echo before the first of them. rest: from there.
    unlike: how little they sound like what was said just then, 0 to 1 a syllable. within: the words looked for that
    stand in the middle of the echo and sound like nothing said there.
    """

    own: str
    before: int
    rest: str
    unlike: float = 1.0
    within: tuple[str, ...] = ()


def without_echo(heard: str, said: str, words: Sequence[str] = ()) -> Parted:
    """Tells a person's words from the kiosk's; only the ends of very long texts are looked at.

    Both without spaces or punctuation, numbers in hanzi, as they sound. words: looked for within the echo.
    """
    heard, said = heard[-_LONGEST_HEARD:], said[-_LONGEST_SAID:]
    sounds, spoken = syllables(heard), syllables(said)
    fits = _aligned(sounds, spoken)
    own = [heard not in said] if len(heard) == 1 else _is_own(fits)
    before = own.index(True) if True in own else len(own)
    return Parted(
        own="".join(character for character, is_own in zip(heard, own, strict=True) if is_own),
        before=before,
        rest=heard[before:],
        unlike=_unlike(_runs(own), sounds, spoken, fits),
        within=tuple(
            word
            for word in words
            if word in heard and _unlike([_run_of(word, heard)], sounds, spoken, fits) >= _FOREIGN
        ),
    )


def _runs(marks: Sequence[bool]) -> list[slice]:
    """Where marks stand together."""
    starts = [at for at, mark in enumerate(marks) if mark and not (at and marks[at - 1])]
    ends = [at + 1 for at, mark in enumerate(marks) if mark and not (at + 1 < len(marks) and marks[at + 1])]
    return [slice(start, end) for start, end in zip(starts, ends, strict=True)]


def _run_of(word: str, heard: str) -> slice:
    return slice(heard.index(word), heard.index(word) + len(word))


def _unlike(runs: Sequence[slice], heard: Sequence[str], said: Sequence[str], fits: Sequence[int | None]) -> float:
    """What it costs, a syllable, to take the runs for what was said after the last echo before each."""
    costs = [closest_span(heard[run], _then_said(run, said, fits)).cost for run in runs]
    return sum(costs) / sum(run.stop - run.start for run in runs) if costs else 0.0


def _then_said(run: slice, said: Sequence[str], fits: Sequence[int | None]) -> Sequence[str]:
    place = next((fit for fit in reversed(fits[: run.start]) if fit is not None), None)
    return said if place is None else said[place : place + 1 + (run.stop - run.start) + _AHEAD]


def _aligned(heard: Sequence[str], said: Sequence[str]) -> list[int | None]:
    """For each heard syllable the said one it is an echo of, or None."""
    rows: list[Row] = [[(0.0, _IS_OWN)] * (len(said) + 1)]
    for syllable in heard:
        rows.append(_next_row(rows[-1], syllable, said))
    place = min(range(len(said) + 1), key=lambda column: rows[-1][column][0])
    fits: list[int | None] = [None] * len(heard)
    index = len(heard)
    while index > 0:
        move = rows[index][place][1]
        if move == _MATCHED:
            fits[index - 1] = place - 1
        index -= move != _SKIPPED
        place -= move != _IS_OWN
    return fits


_MATCHED, _IS_OWN, _SKIPPED = range(3)

Row = list[tuple[float, int]]
"""For each place in what was said: the cost so far, and the last move."""


def _next_row(before: Row, syllable: str, said: Sequence[str]) -> Row:
    row: Row = [(before[0][0] + _OWN, _IS_OWN)]
    for place, sound in enumerate(said, start=1):
        cost = syllable_cost(syllable, sound)
        matched = before[place - 1][0] + (cost if cost < _OWN else 1.0)
        own = before[place][0] + _OWN
        skipped = row[-1][0] + _SKIP
        row.append(min((matched, _MATCHED), (own, _IS_OWN), (skipped, _SKIPPED)))
    return row


def _is_own(fits: Sequence[int | None]) -> list[bool]:
    """What belongs to no stretch of echo; the syllables misheard within one, and at its beginning, do belong to it."""
    own = [True] * len(fits)
    for stretch in _stretches(fits):
        if len(stretch) > _BY_CHANCE:
            first = 0 if stretch[0] <= _EDGE else stretch[0]
            own[first : stretch[-1] + 1] = [False] * (stretch[-1] + 1 - first)
    return own


def _stretches(fits: Sequence[int | None]) -> list[list[int]]:
    """Places of the syllables that fit, together where they are as far from each other as they were when said."""
    found: list[list[int]] = []
    for place, fit in enumerate(fits):
        if fit is None:
            continue
        last = found[-1][-1] if found else None
        if last is not None and _goes_on(place - last, fit - (fits[last] or 0)):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _goes_on(heard: int, said: int) -> bool:
    """Whether steps of so many syllables are the same stretch of speech."""
    return heard <= _LONGEST_MISHEARD + 1 and abs(heard - said) <= 1
