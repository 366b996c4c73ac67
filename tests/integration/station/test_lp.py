"""The station prints by CUPS: a page is made and handed to `lp`, and what goes wrong is known."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.station_lp import Lp, printer_of

pytestmark = pytest.mark.integration

#: Makes a "page" that holds what it was given.
CHROMIUM = """#!/bin/sh
for one in "$@"; do case "$one" in --print-to-pdf=*) out="${one#*=}" ;; file://*) in="${one#file://}" ;; esac; done
cp "$in" "$out"
"""
LP = '#!/bin/sh\necho "$1 $2 $3 $4" > {folder}/told\ncp "$5" {folder}/printed\n'
PAPER = "<h1>办事单</h1><p>王秀英</p>"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs before all others."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    install(tmp_path, "chromium", CHROMIUM)
    install(tmp_path, "lp", LP.format(folder=tmp_path))
    return tmp_path


def install(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def settings(printer: str) -> Settings:
    return replace(Settings.from_environment({}), printer=printer)


async def test_the_paper_is_printed_as_it_stands_on_the_named_printer(programs: Path) -> None:
    print_paper = printer_of(settings("letters"))
    assert print_paper is not None and await print_paper(PAPER)
    assert (programs / "told").read_text().strip() == "-d letters -o fit-to-page"
    printed = (programs / "printed").read_text(encoding="utf-8")
    assert PAPER in printed and "default-src 'none'" in printed and "font: 500 16pt" in printed


@pytest.mark.parametrize(
    ("name", "program", "problem"),
    [
        ("lp", "#!/bin/sh\necho 'lp: no such printer' >&2\nexit 1\n", "lp ended with 1"),
        ("lp", "#!/bin/sh\nexec sleep 60\n", "TimeoutError"),
        ("chromium", "#!/bin/sh\nexit 0\n", "no page was made"),
        ("chromium", "#!/bin/sh\nexit 3\n", "chromium ended with 3"),
    ],
    ids=["no such printer", "hangs", "no page", "crashed"],
)
async def test_a_printer_that_fails_is_one_word_in_the_log_and_keeps_nobody_waiting(
    programs: Path, caplog: pytest.LogCaptureFixture, name: str, program: str, problem: str
) -> None:
    install(programs, name, program)
    assert not await Lp("letters", str(programs / "chromium"), seconds=2.0)(PAPER)
    assert problem in caplog.text and "王秀英" not in caplog.text


async def test_nothing_of_the_paper_stays_behind(programs: Path) -> None:
    folders = [Path("/dev/shm"), Path("/tmp")]
    before = {one for folder in folders for one in folder.glob("linban-*")}
    assert await Lp("letters", str(programs / "chromium"))(PAPER)
    assert {one for folder in folders for one in folder.glob("linban-*")} == before


def test_without_a_named_printer_the_browser_prints(programs: Path) -> None:
    assert printer_of(settings("")) is None


def test_a_machine_that_cannot_print_so_says_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer_of(settings("letters")) is None
    assert "LINBAN_PRINTER" in caplog.text
