"""Who may know whom: kiosk -> channels -> (Rasa) -> actions -> assistant.text."""

import ast
from collections.abc import Iterator

import pytest

from tests.conventions.tree import PACKAGES, Module, modules

pytestmark = pytest.mark.conventions

_LEAVES = (
    "assistant.text",
    "assistant.settings",
    "assistant.keys",
    "assistant.warming",
    "assistant.garbage",
    "assistant.metrics",
)
_DIALOGUE = ("assistant", "actions", "channels")
#: What each part may import of ours beside itself. The longest name that a module begins with decides.
MAY_IMPORT = {
    "assistant.text": (),
    "assistant.settings": (),
    "assistant.keys": ("assistant.settings",),
    "assistant.warming": ("assistant.text",),
    "assistant.garbage": (),
    "assistant.metrics": (),
    "assistant.nlu": _LEAVES,
    "assistant": ("actions",),
    # The dialogue core put together: as a process, in the terminal, and for one line.
    "assistant.dialogue_server": _DIALOGUE,
    "assistant.local": _DIALOGUE,
    "assistant.chat": _DIALOGUE,
    "assistant.understanding": _DIALOGUE,
    "assistant.evaluation": ("assistant.nlu", *_LEAVES),
    "actions": _LEAVES,
    "channels": _LEAVES,
    # These keep what they must not lose: the desk its accounts, a messaging app its inbox.
    "channels.desk": ("actions", "channels", *_LEAVES),
    "channels.api": ("actions", "channels", *_LEAVES),
    "channels.messaging": ("actions", "channels", *_LEAVES),
    "channels.telegram": ("actions", "channels", *_LEAVES),
    "channels.wechat": ("actions", "channels", *_LEAVES),
    "kiosk": ("channels", *_LEAVES),
}
#: Only these see everything.
COMPOSITION_ROOTS = ("assistant.cli", "assistant.commands", "assistant.doctor", "assistant.health", "assistant.station")
#: Where Rasa may be imported as the module is: everything else stays quick to import and to test.
RASA_AT_IMPORT = (
    "assistant.action_endpoint",
    "assistant.action_schema",
    "assistant.agent",
    "assistant.broker",
    "assistant.exchange_policy",
    "assistant.importer",
    "assistant.local",
    "assistant.locks",
    "assistant.nlu",
    "assistant.quick",
    "assistant.tracker",
    "channels.connector",
    "channels.conversing",
    "actions.executor",
    "actions.server",
)
WITHOUT_RASA = ("assistant.nlu.linear", "assistant.nlu.features", "assistant.nlu.hearing")
_HEAVY = ("rasa", "rasa_sdk", "tensorflow")

OURS = modules(*PACKAGES)


def imported(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Each import statement in a tree with each full name it brings in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def at_import(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """The imports that run as soon as the module is imported."""
    for statement in module.tree.body:
        is_later = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        if not is_later and not is_for_types_alone(statement):
            yield from imported(statement)


def is_for_types_alone(statement: ast.stmt) -> bool:
    """Whether it is an `if TYPE_CHECKING:`."""
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING"


def is_in(name: str, parts: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the parts, or inside one."""
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def is_root(name: str) -> bool:
    """Whether a module is a composition root: `assistant.cli`, and `assistant.cli_chat` beside it."""
    return name.startswith(COMPOSITION_ROOTS)


def may_import(name: str, target: str) -> bool:
    """Whether the module of this name may import that name of ours."""
    part = max((part for part in MAY_IMPORT if is_in(name, (part,))), key=len)
    return is_root(name) or is_in(target, (part, *MAY_IMPORT[part]))


def test_every_import_follows_an_arrow() -> None:
    wrong = [
        f"{module.at(node)}: {module.name} imports {target}"
        for module in OURS
        for node, target in imported(module.tree)
        if is_in(target, PACKAGES) and not may_import(module.name, target)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("assistant.text.pinyin", "assistant.settings.PROJECT"),
        ("actions.answers", "channels.dialogue"),
        ("actions.answers", "assistant.nlu.linear"),
        ("assistant.nlu.intents", "actions.model"),
        ("assistant.tracker", "channels.wire"),
        ("assistant.local", "kiosk.session"),
        ("channels.dialogue", "actions.model.Case"),
        ("channels.telegram", "kiosk.turn"),
        ("kiosk.session", "actions.model"),
        ("assistant.training", "kiosk.app"),
    ],
)
def test_an_arrow_backwards_is_noticed(name: str, target: str) -> None:
    assert not may_import(name, target)


def test_rasa_is_imported_only_where_it_is_plugged_in() -> None:
    wrong = [
        f"{module.at(node)}: {target}"
        for module in OURS
        if not is_in(module.name, RASA_AT_IMPORT) or is_in(module.name, WITHOUT_RASA)
        for node, target in at_import(module)
        if is_in(target, _HEAVY)
    ]
    assert wrong == []


def test_imports_are_written_out() -> None:
    relative = [
        module.at(node)
        for module in OURS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
