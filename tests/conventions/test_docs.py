"""The two halves of the README and the reference promise what is there: commands, variables, files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from tests.conventions.test_commands import TARGETS, commands
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

ENGLISH, CHINESE = PROJECT / "README.md", PROJECT / "README.zh.md"
REFERENCE = PROJECT / "deploy" / "reference.md"
HALVES = pytest.mark.parametrize("half", [ENGLISH, CHINESE], ids=lambda path: path.name)

DOCUMENTS = pytest.mark.parametrize("half", [ENGLISH, CHINESE, REFERENCE], ids=lambda path: path.name)

#: Code between backticks, and indented lines of code.
_CODE = re.compile(r"`([^`\n]+)`|^ {4}(\S.*)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OPTION = re.compile(r"(?<!\S)\[?(--?[a-z][a-z-]*)")
_VARIABLE = re.compile(r"LINBAN_[A-Z]+(?:_[A-Z]+)*")
_MOST_LINES = 200


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def shown(half: Path) -> Iterator[str]:
    """Every `linban` command line in the document, without its comment."""
    for inline, indented in _CODE.findall(read(half)):
        line = (inline or indented).split("#")[0].strip().removeprefix(".venv/bin/")
        if line.startswith("linban "):
            yield line


def command_line() -> TyperGroup:
    """The real one."""
    from assistant.cli import app

    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def resolved(line: str) -> tuple[str, Any]:
    """The command that a line runs, by name. Raises KeyError when there is none."""
    command: Any = command_line()
    words = line.split()[1:]
    name = []
    while isinstance(command, TyperGroup):
        name.append(words.pop(0) if words else "")
        command = command.commands[name[-1]]
    return " ".join(name), command


def is_run(line: str) -> bool:
    """Whether there is such a command, with every option that is shown."""
    try:
        _, command = resolved(line)
    except KeyError:
        return False
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return set(_OPTION.findall(line)) <= known


def leaves(group: TyperGroup, before: str = "") -> Iterator[str]:
    """Every command that does something and is not hidden, with the groups it stands in."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from leaves(command, f"{before}{name} ")
        elif not command.hidden:
            yield f"{before}{name}"


def read_by_settings() -> set[str]:
    """The variables that the station reads."""
    return set(re.findall(rf'"({_VARIABLE.pattern})"', read(PROJECT / "assistant" / "settings.py")))


def explained(half: Path) -> set[str]:
    """The variables with a row of their own."""
    return set(re.findall(rf"^\| `({_VARIABLE.pattern})` \|", read(half), re.MULTILINE))


@HALVES
def test_every_make_command_is_there(half: Path) -> None:
    promised = commands(read(half))
    assert {"make kiosk", "make test"} <= promised
    assert promised <= {f"make {target}" for target in TARGETS}


@DOCUMENTS
def test_every_linban_command_is_there(half: Path) -> None:
    lines = list(shown(half))
    assert lines
    assert [line for line in lines if not is_run(line)] == []


def test_an_unknown_command_and_an_unknown_option_would_be_noticed() -> None:
    assert is_run("linban up --port 9000")
    assert not is_run("linban fly") and not is_run("linban up --sideways") and not is_run("linban speech")


def test_every_linban_command_is_explained() -> None:
    told = {resolved(line)[0] for line in shown(REFERENCE)}
    assert set(leaves(command_line())) - told == set()


def test_every_variable_is_explained_and_no_other() -> None:
    assert read_by_settings() == explained(REFERENCE) != set()


@DOCUMENTS
def test_every_variable_that_is_named_is_read(half: Path) -> None:
    assert set(_VARIABLE.findall(read(half))) - read_by_settings() == set()


@DOCUMENTS
def test_every_link_leads_to_a_file(half: Path) -> None:
    links = _LINK.findall(read(half))
    assert links
    assert [link for link in links if not (half.parent / link.split("#")[0]).exists()] == []


def test_each_half_leads_to_the_other() -> None:
    assert CHINESE.name in _LINK.findall(read(ENGLISH))
    assert ENGLISH.name in _LINK.findall(read(CHINESE))


def test_the_readme_stays_short() -> None:
    assert read(ENGLISH).count("\n") <= _MOST_LINES
