"""Every test has one category: the folder it stands in, and the marker that says so."""

import re
from collections.abc import Collection
from pathlib import Path

TESTS = Path(__file__).parent
CATEGORIES = frozenset({"unit", "integration", "dialogue", "e2e", "conventions"})


def folder_of(path: Path) -> str:
    """The top folder under `tests/` that a path stands in, or is; "" for any other path."""
    return path.relative_to(TESTS).parts[0] if path != TESTS and path.is_relative_to(TESTS) else ""


def chosen(expression: str) -> frozenset[str]:
    """The categories that `-m EXPRESSION` can select from; all, unless it is made of their names alone."""
    words = frozenset(re.findall(r"\w+", expression)) - {"or"}
    return words if words and words <= CATEGORIES else CATEGORIES


def is_left_out(path: Path, expression: str) -> bool:
    """Whether nothing under this path can be selected, so that it need not even be imported."""
    return folder_of(path) in CATEGORIES - chosen(expression)


def complaint(path: Path, markers: Collection[str]) -> str | None:
    """What is wrong with the category of a test in this file that has these markers; None if it is right."""
    folder, marked = folder_of(path), CATEGORIES.intersection(markers)
    if folder not in CATEGORIES:
        return f"{path}: stands in no category's folder ({', '.join(sorted(CATEGORIES))})"
    if marked != {folder}:
        return f"{path}: needs `pytestmark = pytest.mark.{folder}`, and no other category"
    return None
