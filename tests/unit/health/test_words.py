"""Every finding can be said, in both languages, and whoever reads it knows what to do."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.health import words
from assistant.health.model import UNKNOWN, WELL, Finding, Severity
from assistant.health.report import CHECKS, health_report, look_at
from assistant.health.words import LANGUAGES, Words
from assistant.settings import Settings

pytestmark = pytest.mark.unit

FILES = {language: Path(words.__file__).parent / f"health.{language}.yml" for language in LANGUAGES}
NOTHING_WRONG = {("keys", "none"), ("departments", "none")}
GAP = re.compile(r"\{(\w+)\}")


def states(language: str) -> dict[tuple[str, str], set[str]]:
    """The gaps in the sentences of each state of each check."""
    file = yaml.safe_load(FILES[language].read_text(encoding="utf-8"))
    return {
        (check, state): set(GAP.findall("".join(entry.values())))
        for check, one in file["checks"].items()
        for state, entry in one["states"].items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_name_and_sentences(language: str) -> None:
    assert {check for check, _ in states(language)} == set(CHECKS)
    assert all((check, WELL) in states(language) for check in CHECKS)


def test_both_languages_know_the_same_states() -> None:
    assert set(states("en")) == set(states("zh"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_not_well_comes_with_what_to_do(language: str) -> None:
    file = yaml.safe_load(FILES[language].read_text(encoding="utf-8"))
    silent = [
        (check, state)
        for check, one in file["checks"].items()
        for state, entry in one["states"].items()
        if state not in (WELL, "off") and (check, state) not in NOTHING_WRONG and not entry.get("do")
    ]
    assert silent == []


def test_a_check_that_fails_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    def fails(settings: Settings) -> Finding:
        raise RuntimeError("no")

    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path)})
    finding = look_at(fails, settings)
    assert (finding.state, finding.severity) == (UNKNOWN, Severity.LESS)
    for language in LANGUAGES:
        line = Words.load(language).line("disk", finding)
        assert "RuntimeError" in line.says and line.do and not line.is_well


def test_the_report_is_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path)})
    (english,), (chinese,) = (health_report(settings, language, ["disk"]) for language in LANGUAGES)
    assert "MB free" in english.says and "还空着" in chinese.says
    assert english.is_well and chinese.is_well
