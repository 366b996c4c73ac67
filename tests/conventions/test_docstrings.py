"""Whatever is public says what it is for."""

import ast
from collections.abc import Iterator

import pytest

from tests.conventions.tree import PACKAGES, Module, modules

pytestmark = pytest.mark.conventions

#: A method of so few statements is told by its name.
_TOLD_BY_NAME = 3
_OWN_BASES = frozenset({"Enum", "IntEnum", "StrEnum", "Exception", "ValueError", "RuntimeError"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def undocumented(module: Module) -> Iterator[str]:
    """Every public thing in the module that lacks a docstring."""
    if module.tree.body and not ast.get_docstring(module.tree):
        yield f"{module.path}: the module"
    for node in module.tree.body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if is_public(node) and not ast.get_docstring(node):
            yield f"{module.at(node)}: {node.name}"
        if isinstance(node, ast.ClassDef) and is_public(node):
            yield from (f"{module.at(method)}: {node.name}.{method.name}" for method in unexplained(node))


def unexplained(owner: ast.ClassDef) -> Iterator[Function]:
    """Public methods of some length without a docstring; a framework says what its own methods are for."""
    if any(ast.unparse(base) not in _OWN_BASES for base in owner.bases):
        return
    methods = (node for node in owner.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    for method in methods:
        if is_public(method) and len(method.body) > _TOLD_BY_NAME and not ast.get_docstring(method):
            yield method


def is_public(node: ast.ClassDef | Function) -> bool:
    """Whether others may use it."""
    return not node.name.startswith("_")


def test_everything_public_is_documented() -> None:
    ours = (module for module in modules(*PACKAGES) if "migrations.versions" not in module.name)
    assert [place for module in ours for place in undocumented(module)] == []
