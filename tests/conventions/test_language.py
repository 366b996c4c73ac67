"""What people see or hear lives in YAML and JSON, where those who know the words can better them."""

import ast
import re
from collections.abc import Iterator

import pytest

from assistant.text.hanzi import HANZI
from tests.conventions.tree import PACKAGES, Module, modules

pytestmark = pytest.mark.conventions

#: These read Chinese: their patterns are Chinese.
READERS = ("assistant.text.", "assistant.nlu.")
#: The edges of a range in a regular expression.
_NOT_WORDS = re.compile(r"[一〇-]|\u9fff")


def documentation(tree: ast.Module) -> set[int]:
    """Identities of the strings that stand alone as statements: docstrings, and notes under a field."""
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(statement.value) for statement in statements}


def chinese_literals(module: Module) -> Iterator[str]:
    """Where the module holds Chinese that could be shown or spoken."""
    skipped = documentation(module.tree)
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
            continue
        if re.search(f"[{HANZI}]", _NOT_WORDS.sub("", node.value)):
            yield f"{module.at(node)}: {node.value}"


def test_no_python_file_speaks_chinese() -> None:
    speaking = [
        literal
        for module in modules(*PACKAGES)
        if not module.name.startswith(READERS)
        for literal in chinese_literals(module)
    ]
    assert speaking == []
