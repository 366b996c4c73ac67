"""Small files, and functions that fit a glance."""

import ast
from collections.abc import Callable

import pytest

from tests.conventions.tree import PACKAGES, PROJECT, modules

pytestmark = pytest.mark.conventions

LONGEST_FILE = 400
LONGEST_TEST_FILE = 600
#: Lines that nine functions in ten stay within.
GLANCE = 16


@pytest.mark.parametrize(("folders", "longest"), [(PACKAGES, LONGEST_FILE), (("tests",), LONGEST_TEST_FILE)])
def test_no_file_grows_without_end(folders: tuple[str, ...], longest: int) -> None:
    lengths = {str(module.path.relative_to(PROJECT)): module.text.count("\n") for module in modules(*folders)}
    assert {name: lines for name, lines in lengths.items() if lines > longest} == {}


def test_functions_fit_a_glance(record_property: Callable[[str, object], None]) -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for module in modules(*PACKAGES)
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    ninth_tenth = lengths[len(lengths) * 9 // 10]
    record_property(
        "lines of a function: median, nine in ten, longest",
        [lengths[len(lengths) // 2], ninth_tenth, lengths[-1]],
    )
    assert ninth_tenth <= GLANCE
