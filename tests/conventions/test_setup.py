"""`make setup` says in one line what a machine lacks, and goes on where it can."""

import subprocess
from pathlib import Path

import pytest

from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

SETUP = PROJECT / "deploy" / "setup"
NEEDED = ("bash", "dirname", "id", "tr", "ls")


class Machine:
    """One that has only the commands it is given, and an empty home."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "bin").mkdir()
        (root / "home").mkdir()
        for name in NEEDED:
            (root / "bin" / name).symlink_to(Path("/usr/bin", name))

    def give(self, name: str, script: str) -> Path:
        """Adds a command."""
        path = self.root / "bin" / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def run(self, script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs one of the setup scripts."""
        environment = {"PATH": str(self.root / "bin"), "HOME": str(self.root / "home")}
        command = [str(SETUP / script), *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare one, of an ordinary user."""
    bare = Machine(tmp_path)
    bare.give("id", "echo 1000")
    return bare


def test_a_shim_without_a_python_behind_it_is_not_believed(machine: Machine) -> None:
    machine.give("python3.10", "exit 127")
    told = machine.run("python.sh", machine.give("uv", "exit 2"))
    assert told.returncode == 1 and told.stdout == ""
    assert told.stderr.splitlines()[-1].startswith("setup: Linban needs Python 3.10")


def test_an_installed_310_is_taken(machine: Machine) -> None:
    python = machine.give("python3.10", "echo 3 10")
    told = machine.run("python.sh", machine.give("uv", "exit 2"))
    assert (told.returncode, told.stdout, told.stderr) == (0, f"{python}\n", "")


def test_a_310_of_pyenv_is_taken_though_it_is_not_on_the_path(machine: Machine) -> None:
    python = machine.root / "home" / ".pyenv" / "versions" / "3.10.99" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(machine.give("real-python", "echo 3 10"))
    assert machine.run("python.sh", machine.give("uv", "exit 2")).stdout == f"{python}\n"


def test_an_ordinary_user_gets_the_line_to_run_and_goes_on(machine: Machine) -> None:
    machine.give("apt-get", "echo it was run; exit 1")
    told = machine.run("packages.sh")
    line = next(line for line in told.stderr.splitlines() if "sudo" in line)
    assert told.returncode == 0 and "espeak-ng" in line and "chromium" in line
    assert "it was run" not in told.stdout + told.stderr


def test_root_is_told_first_and_goes_on_without_what_is_not_offered(machine: Machine) -> None:
    machine.give("id", "echo 0")
    machine.give("apt-get", '[ "$1" = update ] || [ "${*: -1}" != libfst-tools ] || exit 1')
    told = machine.run("packages.sh").stderr.splitlines()
    assert told[0].startswith("setup: Installing these Debian packages: espeak-ng")
    assert told[1:] == ["setup: libfst-tools could not be installed; going on without it."]


def test_elsewhere_it_says_what_is_needed(machine: Machine) -> None:
    told = machine.run("packages.sh")
    assert told.returncode == 0 and "not Debian" in told.stderr and "espeak-ng" in told.stderr


def test_a_uv_on_the_path_is_used(machine: Machine) -> None:
    uv = machine.give("uv", "exit 0")
    assert machine.run("uv.sh").stdout == f"{uv}\n"
