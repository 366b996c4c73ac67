"""Where a text holds an identity number, a phone number, or another number long enough to be one person's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.text.digits import DigitGroup, DigitRun, digit_runs, lists_items
from assistant.text.hotlines import is_hotline
from assistant.text.identity import LAST_X, has_id_shape, heard_number, is_checked
from assistant.text.spans import Found

#: The fewest digits in a row that are hidden when nothing says what they are.
LONG = 7

_MOBILE = re.compile(r"(?:00?86|86|0)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_AFTER = re.compile(r"\s*(?:[元块万亿%％]|人民币)")
_LONGEST = 20
#: What is left of 17 digits when month and day are said as 十 and 三十.
_FEWEST_IN_PIECES = 12


def personal_numbers(text: str) -> tuple[Found, ...]:
    """Every identity and phone number, and other numbers of `LONG` digits or more, in order of position.

    Hotlines, dates, amounts with their unit and lists of short numbers are nobody's. An identity number told
    in pieces (前六位……后四位……) is found piece by piece.
    """
    runs = digit_runs(text)
    if _is_one_in_pieces(text, runs):
        *pieces, last = (_found(text, run.groups, "id_number") for run in runs if len(run.digits) >= 2)
        return (*(replace(piece, digits="*" * len(piece.digits)) for piece in pieces), last)
    return tuple(found for run in runs for found in _in_run(text, run))


def _is_one_in_pieces(text: str, runs: tuple[DigitRun, ...]) -> bool:
    if len(runs) < 2 or sum(len(run.digits) for run in runs) < _FEWEST_IN_PIECES:
        return False
    return is_checked(heard_number(text)) and not any(has_id_shape(run.digits) for run in runs)


def _in_run(text: str, run: DigitRun) -> Iterator[Found]:
    unexplained: list[DigitGroup] = []
    first = 0
    while first < len(run.groups):
        count, kind = _recognised(text, run.groups[first:])
        if not kind:
            unexplained.append(run.groups[first])
        else:
            yield from _long_ones(text, unexplained)
            unexplained = []
            if kind != "public":
                yield _found(text, run.groups[first : first + count], kind)
        first += count
    yield from _long_ones(text, unexplained)


def _recognised(text: str, groups: tuple[DigitGroup, ...]) -> tuple[int, str]:
    """How many of the first groups make up one number, and its kind ("" if nothing known begins here)."""
    digits = ""
    best = (1, _kind(text, groups[0], groups[0].digits))
    for count, group in enumerate(groups, start=1):
        digits += group.digits
        if len(digits) > _LONGEST:
            break
        kind = _kind(text, group, digits)
        if kind and (best[1] in ("", "landline")):
            best = (count, kind)
        if kind == "id_number" and len(digits) > 15:
            return count, kind
    return best if best[1] else _public(groups)


def _kind(text: str, last: DigitGroup, digits: str) -> str:
    if len(digits) == 17 and has_id_shape(digits) and LAST_X.match(text, last.end):
        return "id_number"
    if len(digits) == 18 and has_id_shape(digits):
        return "id_number"
    if _MOBILE.fullmatch(digits):
        return "phone"
    if _LANDLINE.fullmatch(digits):
        return "landline"
    return "id_number" if len(digits) == 15 and has_id_shape(digits) else ""


def _public(groups: tuple[DigitGroup, ...]) -> tuple[int, str]:
    if _is_date(tuple(group.digits for group in groups[:3])):
        return 3, "public"
    for count in (3, 2, 1):
        if len(groups) >= count and is_hotline("".join(group.digits for group in groups[:count])):
            return count, "public"
    only = groups[0].digits
    if len(only) == 8 and _is_date((only[:4], only[4:6], only[6:])):
        return 1, "public"
    return 1, "public" if _YEAR.fullmatch(only) else ""


def _is_date(parts: tuple[str, ...]) -> bool:
    if len(parts) != 3 or not _YEAR.fullmatch(parts[0]) or max(len(parts[1]), len(parts[2])) > 2:
        return False
    try:
        date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return False
    return True


def _long_ones(text: str, groups: list[DigitGroup]) -> Iterator[Found]:
    """Of groups that nothing explains, those that together are long."""
    joined: list[DigitGroup] = []
    for group in groups:
        if joined and not _continues(text, joined[-1], group):
            yield from _if_long(text, joined)
            joined = []
        joined.append(group)
    yield from _if_long(text, joined)


def _continues(text: str, before: DigitGroup, after: DigitGroup) -> bool:
    apart = lists_items(text[before.end : after.start])
    return not apart or min(len(before.digits), len(after.digits)) == 1


def _if_long(text: str, groups: list[DigitGroup]) -> Iterator[Found]:
    if sum(len(group.digits) for group in groups) < LONG:
        return
    if len(groups) == 1 and _UNIT_AFTER.match(text, groups[0].end):
        return
    yield _found(text, tuple(groups), "number")


def _found(text: str, groups: tuple[DigitGroup, ...], kind: str) -> Found:
    digits = "".join(group.digits for group in groups)
    end = groups[-1].end
    last = LAST_X.match(text, end) if kind == "id_number" else None
    return Found(groups[0].start, last.end() if last else end, kind, digits + ("X" if last else ""))
