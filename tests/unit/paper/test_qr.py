"""The picture holds the code it was made of, and is nobody's number to the screen."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from actions.paper.qr import qr_code
from kiosk import private

pytestmark = pytest.mark.unit

CODES = st.integers(100_000, 999_999).map(str)


def dark_squares(path: str) -> set[tuple[int, int]]:
    """The squares that the outline fills."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{back}z" for x, y, n, back in runs) == path
    assert all(n == back for _, _, n, back in runs)
    return {(int(x) + step, int(y)) for x, y, n, _ in runs for step in range(int(n))}


@given(CODES)
def test_the_outline_fills_the_dark_squares_and_no_other(code: str) -> None:
    picture = qr_code(code)
    rows = list(segno.make_qr(code, error="m").matrix_iter(border=4))
    assert dark_squares(picture["path"]) == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert picture["size"] == len(rows) == len(rows[0])


@given(CODES)
def test_the_screen_takes_no_part_of_it_for_a_persons_number(code: str) -> None:
    path = qr_code(code)["path"]
    assert private.shown(path) == path
