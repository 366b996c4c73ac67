"""The threat model and the page of faults promise nothing that no test holds."""

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

PAGES = [PROJECT / "deploy" / name for name in ("threat-model.md", "faults.md")]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows(page: Path) -> list[list[str]]:
    """The cells of every line of a table, without heads."""
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in cells if not row[0].startswith(("---", "threat", "point", "fault"))]


def names_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((PROJECT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


@every_page
def test_every_test_that_is_named_is_there(page: Path) -> None:
    named = _NAMED.findall(page.read_text(encoding="utf-8"))
    assert named
    missing = [f"{path}::{name}" for path, name in named if not (PROJECT / path).exists() or name not in names_in(path)]
    assert missing == []


@every_page
def test_every_line_names_its_test_or_says_that_it_is_open(page: Path) -> None:
    assert rows(page)
    silent = [row[0] for row in rows(page) if not _NAMED.search(row[-1]) and "*open*" not in " ".join(row)]
    assert silent == []
