"""What espeak-ng really says, by its own account of the phonemes."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache

import pytest
from pypinyin import Style, pinyin

from kiosk.speech.pronunciation import Pronunciation
from kiosk.speech.worker import PINYIN_VOICE
from tests.integration.speech.spoken_texts import spoken_phrases

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed"),
]

#: Chao's tone letters as espeak-ng writes them; before a third tone, a third is said as a second.
_TONES = {"55": "1", "35": "2", "214": "3", "21": "3", "51": "4"}
_NEUTRAL = "5"
PRONUNCIATION = Pronunciation.load()


def phonemes(texts: Iterable[str]) -> list[list[tuple[str, str]]]:
    """The sound and the tone of each syllable, for each text."""
    command = ["espeak-ng", "-q", "-x", "-v", PINYIN_VOICE, "--stdin"]
    lines = "".join(f"{text}。\n" for text in texts)
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    return [[_syllable(token) for token in line.split()] for line in out.splitlines()]


def _syllable(token: str) -> tuple[str, str]:
    token = re.sub("[',_|]", "", token)
    tone = re.search(r"\d+", token)
    return re.sub(r"\d+", "", token), _TONES.get(tone.group(), _NEUTRAL) if tone else _NEUTRAL


@cache
def spelled() -> dict[str, tuple[str, ...]]:
    """Every phrase that is ever said, with its syllables."""
    return {phrase: PRONUNCIATION.syllables(phrase) for phrase in spoken_phrases()}


def said_with_sandhi(syllables: tuple[str, ...]) -> list[set[str]]:
    """The tones each syllable may be said with."""
    tones = [syllable[-1] for syllable in syllables]
    following = [*tones[1:], ""]
    return [{"2", "3"} if pair == ("3", "3") else {pair[0]} for pair in zip(tones, following, strict=True)]


def test_every_syllable_of_every_sentence_is_said_as_it_is_spelled():
    kinds = sorted({syllable for syllables in spelled().values() for syllable in syllables})
    alone = dict(zip(kinds, (line[0] for line in phonemes(kinds)), strict=True))
    heard = phonemes(" ".join(syllables) for syllables in spelled().values())
    wrong = [
        (phrase, syllables)
        for (phrase, syllables), said in zip(spelled().items(), heard, strict=True)
        if [sound for sound, _ in said] != [alone[syllable][0] for syllable in syllables]
        or not all(tone in may for (_, tone), may in zip(said, said_with_sandhi(syllables), strict=True))
    ]
    assert wrong == [] and len(spelled()) > 500


def test_no_character_is_given_a_reading_that_pypinyin_does_not_know_for_it():
    """A slip in the pronunciation file would be heard in every sentence; 一 and 不 change their tone."""
    unheard_of = {
        (phrase, hanzi, syllable)
        for phrase, syllables in spelled().items()
        for hanzi, syllable in zip(phrase, syllables, strict=True)
        if hanzi not in "一不" and toneless(syllable) not in {toneless(known) for known in readings(hanzi)}
    }
    wrong_tone = {
        (phrase, hanzi, syllable)
        for phrase, syllables in spelled().items()
        for hanzi, syllable in zip(phrase, syllables, strict=True)
        if hanzi not in "一不" and syllable not in readings(hanzi) and not syllable.endswith(_NEUTRAL)
    }
    assert unheard_of == wrong_tone == set()


def toneless(syllable: str) -> str:
    """The sound alone."""
    return syllable.rstrip("12345")


def test_pinyin_sounds_like_the_hanzi_that_can_be_read_in_no_other_way():
    by_syllable = {
        syllable: hanzi
        for phrase, syllables in spelled().items()
        for hanzi, syllable in zip(phrase, syllables, strict=True)
        if readings(hanzi) == {syllable}
    }
    of_pinyin, of_hanzi = phonemes(by_syllable), phonemes(by_syllable.values())
    different = [
        (syllable, by_syllable[syllable])
        for syllable, one, other in zip(by_syllable, of_pinyin, of_hanzi, strict=True)
        if one[0][0] != other[0][0] or other[0][1] not in (one[0][1], _NEUTRAL)
    ]
    assert different == [] and len(by_syllable) > 200


def readings(hanzi: str) -> set[str]:
    """All readings of one character."""
    return set(pinyin(hanzi, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0])


@pytest.mark.parametrize(
    ("word", "homophone"),
    [
        ("重新", "崇新"),
        ("银行", "银航"),
        ("行动", "刑动"),
        ("长者", "掌者"),
        ("多长", "多常"),
        ("异地", "异弟"),
        ("丧葬", "桑葬"),
        ("归还", "归环"),
        ("差点", "岔点"),
        ("参加", "餐加"),
        ("发卡", "发咖"),
        ("照片", "照骗"),
        ("应当", "英当"),
        ("成都", "成督"),
    ],
)
def test_a_polyphone_sounds_like_characters_that_are_none(word, homophone):
    ours, theirs = phonemes([PRONUNCIATION.spelling(word), homophone])
    place = next(index for index, (one, other) in enumerate(zip(word, homophone, strict=True)) if one != other)
    assert ours[place][0] == theirs[place][0]
    assert ours[place][1] == theirs[place][1] or "3" in (ours[place][1], theirs[place][1])
