"""The two commands a newcomer needs are there, and are what is run everywhere else."""

import os
import re
import subprocess
import sys

import pytest

from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

TARGETS = ("setup", "train", "kiosk", "test", "check", "bench", "soak", "chaos")


def commands(text: str) -> set[str]:
    """The `make` commands that a text names."""
    return set(re.findall(r"\bmake [a-z]+", text))


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs make as a person does, even where make runs the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows(target: str) -> None:
    dry_run = make("-n", target)
    assert dry_run.returncode == 0, dry_run.stderr


def test_make_alone_lists_what_there_is() -> None:
    told = make().stdout
    assert [line.split()[0] for line in told.splitlines()] == ["help", *TARGETS]


def test_the_server_runs_what_the_readme_says() -> None:
    run = PROJECT / ".ci" / "run"
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert os.access(run, os.X_OK)
    assert {"make kiosk", "make test"} <= commands(readme)
    assert {"make test", "make check"} == commands(run.read_text(encoding="utf-8"))
    assert {command.removeprefix("make ") for command in commands(readme)} <= {*TARGETS, "help"}


def test_choosing_unit_tests_loads_nothing_heavy() -> None:
    code = (
        "import pytest, sys;"
        "code = pytest.main(['-q', '--collect-only', '-m', 'unit', '-p', 'no:cacheprovider']);"
        "heavy = {'rasa', 'tensorflow', 'playwright'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or code)"
    )
    collected = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert collected.returncode == 0, collected.stderr
