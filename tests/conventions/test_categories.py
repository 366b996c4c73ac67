"""A test without its category is refused, and choosing a category leaves the others alone."""

from pathlib import Path

import pytest

from tests.categories import CATEGORIES, TESTS, chosen, complaint, is_left_out

pytestmark = pytest.mark.conventions

UNIT, E2E = TESTS / "unit" / "text" / "test_pinyin.py", TESTS / "e2e" / "test_visit.py"


@pytest.mark.parametrize(
    ("expression", "categories"),
    [
        ("unit", {"unit"}),
        ("unit or conventions", {"unit", "conventions"}),
        ("", CATEGORIES),
        ("not e2e", CATEGORIES),
        ("unit and slow", CATEGORIES),
    ],
)
def test_what_an_expression_can_choose_from(expression: str, categories: set[str]) -> None:
    assert chosen(expression) == categories


def test_only_folders_of_other_categories_are_left_out() -> None:
    assert is_left_out(E2E, "unit") and is_left_out(TESTS / "e2e", "unit")
    assert not is_left_out(UNIT, "unit") and not is_left_out(E2E, "") and not is_left_out(TESTS, "unit")


@pytest.mark.parametrize(
    ("path", "markers", "is_refused"),
    [
        (UNIT, ["unit", "parametrize"], False),
        (UNIT, [], True),
        (UNIT, ["e2e"], True),
        (UNIT, ["unit", "e2e"], True),
        (TESTS / "test_stray.py", ["unit"], True),
        (Path("/elsewhere/test_x.py"), ["unit"], True),
    ],
)
def test_a_test_needs_the_marker_of_its_folder(path: Path, markers: list[str], is_refused: bool) -> None:
    assert (complaint(path, markers) is not None) == is_refused
