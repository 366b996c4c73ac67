"""Characters with several readings, in phrases that a station says: each reading checked by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kiosk.speech.pronunciation import Pronunciation

pytestmark = pytest.mark.unit

PRONUNCIATION = Pronunciation.load()
BY_HAND = yaml.safe_load(Path(__file__).with_name("polyphones.yml").read_text(encoding="utf-8"))


def cases() -> Iterator[tuple[str, str, str]]:
    """Word, reading, and a phrase with the word in it."""
    for word, readings in BY_HAND.items():
        for reading, phrases in readings.items():
            yield from ((word, reading, phrase) for phrase in phrases.split())


def read_in(word: str, phrase: str) -> str:
    """The reading of the word there."""
    start = phrase.index(word)
    return " ".join(PRONUNCIATION.syllables(phrase)[start : start + len(word)])


def test_every_polyphone_is_read_as_it_was_checked() -> None:
    wrong = {phrase: read_in(word, phrase) for word, reading, phrase in cases() if read_in(word, phrase) != reading}
    assert wrong == {}


def test_the_list_is_long_and_each_phrase_leaves_no_doubt_which_character_is_meant() -> None:
    phrases = [phrase for _, _, phrase in cases()]
    assert len(phrases) > 500
    assert [phrase for word, _, phrase in cases() if phrase.count(word) != 1] == []


@pytest.mark.parametrize(
    "word", ["重", "行", "还", "长", "差", "了", "得", "地", "为", "给", "应", "当", "调", "种", "处"]
)
def test_the_characters_that_stations_stumble_over_have_each_of_their_readings_checked(word: str) -> None:
    assert len(BY_HAND[word]) >= 2
