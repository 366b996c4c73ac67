"""What a recogniser makes of a line, imitated."""

import random

import pytest

from assistant.evaluation.noise import misheard
from assistant.text.pinyin import fold, syllables

pytestmark = pytest.mark.unit

LINE = "我想问问高龄津贴怎么领，要带什么材料？"


def test_without_noise_a_line_is_as_it_was() -> None:
    assert misheard(LINE, 0.0, random.Random(1)) == LINE


def test_noise_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert misheard(LINE, 0.3, random.Random(1)) == misheard(LINE, 0.3, random.Random(1))
    assert misheard(LINE, 0.3, random.Random(1)) != misheard(LINE, 0.3, random.Random(2))


def test_words_are_spaced_and_punctuation_is_not_heard() -> None:
    heard = misheard(LINE, 0.01, random.Random(1))
    assert " " in heard
    assert not set("，？") & set(heard)


def test_what_is_written_for_another_sounds_alike_and_about_as_many_go_wrong_as_asked() -> None:
    wrong = total = 0
    for seed in range(200):
        heard = misheard("养老金认证", 0.2, random.Random(seed)).replace(" ", "")
        if len(heard) == 5:
            pairs = [(a, b) for a, b in zip("养老金认证", heard, strict=True) if a != b]
            assert all(fold(syllables(a)[0]) == fold(syllables(b)[0]) for a, b in pairs)
            wrong, total = wrong + len(pairs), total + 5
    assert 0.12 < wrong / total < 0.25


def test_digits_and_letters_stay() -> None:
    assert misheard("12345 abc", 1.0, random.Random(1)).replace(" ", "") == "12345abc"
