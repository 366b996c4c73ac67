"""What is worth recording: whatever is said in fixed words, the most used first."""

from collections import Counter

import pytest

from assistant.settings import RESPONSES
from assistant.text.speakable import sentences
from channels.voices.pack import digest_of
from channels.voices.prompts import prompts
from kiosk.sentences import Sentences
from kiosk.settings import WEB

pytestmark = pytest.mark.unit

KIOSK = tuple(Sentences.load(WEB).spoken.values())
QUESTIONS = ("您几岁？", "请问您叫什么名字？", "请问您叫什么名字？", "{who}叫什么名字？")


def test_every_fixed_sentence_stands_in_the_list_once() -> None:
    listed = [prompt.text for prompt in prompts(KIOSK, QUESTIONS, RESPONSES)]
    assert set(listed) >= {sentence for text in KIOSK for sentence in sentences(text)}
    assert {"好，我说慢一点。", "记下了。", "您别动，我马上喊人。"} <= set(listed)
    assert max(Counter(map(digest_of, listed)).values()) == 1 and len(listed) > 150


def test_nothing_is_listed_that_is_only_known_when_it_is_said() -> None:
    assert [prompt.text for prompt in prompts(KIOSK, QUESTIONS, RESPONSES) if "{" in prompt.text] == []


def test_what_everybody_hears_comes_first_and_common_questions_before_rare_ones() -> None:
    listed = [prompt.text for prompt in prompts(KIOSK, QUESTIONS, RESPONSES)]
    assert listed[0] == sentences(KIOSK[0])[0]
    places = [listed.index(text) for text in (sentences(KIOSK[-1])[-1], "请问您叫什么名字？", "您几岁？", "记下了。")]
    assert places == sorted(places)
