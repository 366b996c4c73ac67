"""`linban backup`, `restore`, `erase`, `keys rotate` and `privacy notice` as somebody types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actions.cases.model import Case
from assistant.cli import main
from assistant.instance_lock import only_one
from assistant.settings import Settings
from tests.unit.departments.standins import PHONE

pytestmark = pytest.mark.integration

Linban = Callable[..., tuple[int, str, str]]


@pytest.fixture
def linban(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Linban:
    """Runs a command on the station; its exit code, and what it wrote and complained."""
    monkeypatch.setenv("LINBAN_HOME", str(settings.home))
    monkeypatch.setenv("LINBAN_DATABASE_URL", "")

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["linban", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def test_what_was_backed_up_is_put_back(linban: Linban, settings: Settings, case: Case, tmp_path: Path) -> None:
    file = tmp_path / "one.linban"
    code, said, _ = linban("backup", "--to", str(file))
    assert code == 0 and "backup.key" in said
    assert linban("restore", str(file), "--check")[0] == 0
    code, _, complaint = linban("restore", str(file))
    assert code == 1 and "--yes" in complaint
    assert linban("restore", str(file), "--yes")[0] == 0
    assert linban("erase", "--resident", PHONE, "--yes")[0] == 0
    code, _, complaint = linban("restore", str(file), "--yes")
    assert code == 1 and "no key" in complaint, "whoever was erased does not come back"


def test_a_backup_is_never_written_over_another_file(linban: Linban, tmp_path: Path) -> None:
    file = tmp_path / "there.txt"
    file.write_text("dear to somebody")
    code, _, complaint = linban("backup", "--to", str(file))
    assert code == 1 and "there already" in complaint and file.read_text() == "dear to somebody"


@pytest.mark.parametrize("arguments", [("restore", "one.linban", "--yes"), ("keys", "rotate"), ("erase", "--all")])
def test_what_needs_a_station_that_stands_still_says_so(
    linban: Linban, settings: Settings, arguments: tuple[str, ...]
) -> None:
    linban("backup")
    with only_one(settings.home, "http://127.0.0.1:1/"):
        code, _, complaint = linban(*arguments)
    assert code == 1 and complaint.strip() == "The station is running: stop it first."


@pytest.mark.parametrize(
    "arguments", [("erase", "--yes"), ("erase", "--all", "--session", "one"), ("restore", "nowhere.linban")]
)
def test_what_cannot_be_done_is_one_sentence(linban: Linban, arguments: tuple[str, ...]) -> None:
    code, _, complaint = linban(*arguments)
    assert code == 1 and len(complaint.strip().splitlines()) == 1


def test_keys_are_new_and_the_notice_is_written(linban: Linban, settings: Settings, case: Case) -> None:
    before = (settings.keys / "cases.key").read_bytes()
    code, said, _ = linban("keys", "rotate")
    assert code == 0 and "1 rows" in said
    assert (settings.keys / "cases.key").read_bytes() != before
    code, said, _ = linban("privacy", "notice")
    assert code == 0 and said.count("留多久") >= 10
