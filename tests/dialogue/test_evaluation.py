"""`linban eval` on the trained model: as written, misheard, and heard by the kiosk itself."""

import json
import shutil
from pathlib import Path
from typing import Protocol

import pytest

from assistant.cli import app
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.dialogue

TINY_MODEL = PROJECT / "tests" / "data" / "tiny-vosk-zh"
LINES = "老年证怎么办\tsvc.elder_card\tsteps\n家里着火了\temg.fire\n暖气片摸着冰凉\tdlg.human\n"


@pytest.fixture
def lines(tmp_path: Path) -> str:
    path = tmp_path / "set.tsv"
    path.write_text(LINES, encoding="utf-8")
    return str(path)


class Evaluate(Protocol):
    def __call__(self, *arguments: str) -> str:
        """What the command prints."""


@pytest.fixture
def evaluate(capfd: pytest.CaptureFixture[str]) -> Evaluate:
    def run(*arguments: str) -> str:
        assert not app(["eval", *arguments], standalone_mode=False)
        return capfd.readouterr().out

    return run


def test_misses_are_shown_with_what_led_to_them_the_catalogue_included(evaluate: Evaluate, lines: str) -> None:
    report = evaluate("--set", lines, "--noise", "0.05", "--learn").splitlines()
    assert "utterances     3" in report
    assert "safety recall  1.000   (0 of 1 missed)" in report
    miss = next(n for n, line in enumerate(report) if "expected dlg.human, understood svc.utility_repair" in line)
    assert any(line.split()[1:] == ["svc.utility_repair", "暖气片摸着冰凉"] for line in report[miss:])


@pytest.mark.skipif(not (shutil.which("espeak-ng") and shutil.which("ffmpeg")), reason="needs espeak-ng and ffmpeg")
def test_lines_can_be_spoken_and_heard_first(evaluate: Evaluate, lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINBAN_VOSK_MODEL", str(TINY_MODEL))
    found = json.loads(evaluate("--set", lines, "--heard", "--json"))
    assert (found["harmless"], found["dangerous"]) == (2, 1)
    assert found["accuracy"] > 0
