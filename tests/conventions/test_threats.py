"""The threat model promises nothing that no test holds."""

import ast
import re

import pytest

from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

PAGE = PROJECT / "deploy" / "threat-model.md"
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[list[str]]:
    """The cells of every line of a table, without heads."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in cells if not row[0].startswith(("---", "threat", "point"))]


def names_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((PROJECT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def test_every_test_that_is_named_is_there() -> None:
    named = _NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert named
    missing = [f"{path}::{name}" for path, name in named if not (PROJECT / path).exists() or name not in names_in(path)]
    assert missing == []


def test_every_line_names_its_test_or_says_that_it_is_open() -> None:
    assert rows()
    silent = [row[0] for row in rows() if not _NAMED.search(row[-1]) and "*open*" not in " ".join(row)]
    assert silent == []
