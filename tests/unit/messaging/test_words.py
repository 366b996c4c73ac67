"""What messaging apps say: nothing of a screen that is not there, and words for every command."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions.catalogue.loader import load_catalogue
from assistant.settings import RESPONSES
from channels.messaging.words import Words

pytestmark = pytest.mark.unit

WORDS = Words.load()
#: What can be seen or touched at the kiosk alone.
_AT_THE_KIOSK = ("屏幕", "招手", "旁边的", "大声喊", "坐着歇", "叫人过来", "我来叫人", "喊人")


def sentences() -> list[str]:
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(RESPONSES.glob("*.yml"))]
    responses = [one for data in files for one in data["responses"].values()]
    return [variant["text"] for variants in responses for variant in variants if variant.get("text")]


def test_in_a_chat_nothing_is_said_of_a_screen_or_of_people_within_sight() -> None:
    said = {text: WORDS.in_chat(text) for text in sentences()}
    assert [here for here in said.values() if any(word in here for word in _AT_THE_KIOSK)] == []


def test_in_a_chat_nothing_is_read_out_from_paper_or_printed() -> None:
    catalogue = load_catalogue()
    letter, slip = catalogue.paper.letter, catalogue.paper.slip
    asked = [text for field in catalogue.forms.letter for text in (field.title, field.prompt, field.second_prompt)]
    said = [*sentences(), *letter.spoken, *letter.spoken_end, *slip.spoken, *slip.spoken_end, *asked]
    here = [WORDS.in_chat(text) for text in said]
    assert [text for text in here if any(word in text for word in ("打印", "打出来", "打一张", "念给", "再念"))] == []


def test_every_replacement_replaces_something_that_is_said() -> None:
    prompts = "".join(path.read_text(encoding="utf-8") for path in Path("actions/catalogue").rglob("*.yml"))
    said = "".join(sentences()) + prompts
    unused = [old for old in WORDS.all["instead"] if old not in said]
    assert unused == []


@pytest.mark.parametrize(
    ("text", "command"),
    [("Help", "help"), ("MENU", "services"), ("agent", "human"), ("繁體", "lang"), ("語音", None), ("老年证", None)],
)
def test_words_that_are_commands(text: str, command: str | None) -> None:
    assert WORDS.command(text) == command


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("👍", "/dlg.affirm"),
        ("👍🏿👍🏿", "/dlg.affirm"),
        ("🙏🌹", "/dlg.thanks"),
        ("👍👎", None),
        ("👍好", None),
        ("🎈", None),
        ("", None),
    ],
)
def test_emoji_that_say_something(text: str, meaning: str | None) -> None:
    assert WORDS.emoji(text) == meaning


def test_the_menu_fits_the_apps() -> None:
    assert all(len(says) <= 30 and name.isalpha() for name, says in WORDS.menu.items())
