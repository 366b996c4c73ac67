"""Which of the machine's voices speaks."""

from dataclasses import dataclass

import pytest

from kiosk.speech.worker import PINYIN_VOICE, chosen

pytestmark = pytest.mark.unit


@dataclass
class Voice:
    id: str
    languages: tuple[str, ...] = ()


ENGLISH = Voice("gmw/en", ("en",))
HUIHUI = Voice(r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_ZH-CN_HUIHUI_11.0")
TINGTING = Voice("com.apple.voice.compact.zh-CN.Tingting", ("zh_CN",))
BY_LANGUAGE = Voice("com.apple.speech.synthesis.voice.ting-ting", ("zh_CN",))
CANTONESE = (Voice("com.apple.voice.compact.zh-HK.Sinji", ("zh_HK",)), Voice("sit/yue", ("yue",)))
SPELLS_PINYIN = Voice("sit/cmn", ("cmn",))
PINYIN = Voice(PINYIN_VOICE, ("cmn-latn-pinyin",))


@pytest.mark.parametrize(
    ("voices", "voice"),
    [
        ([ENGLISH, SPELLS_PINYIN, PINYIN], PINYIN),
        ([ENGLISH, HUIHUI], HUIHUI),
        ([ENGLISH, *CANTONESE, TINGTING], TINGTING),
        ([ENGLISH, BY_LANGUAGE, TINGTING], BY_LANGUAGE),
    ],
)
def test_the_pinyin_voice_or_the_first_mandarin_one(voices, voice):
    assert chosen(voices) == voice.id


@pytest.mark.parametrize("voices", [[], [ENGLISH], [ENGLISH, *CANTONESE]])
def test_no_other_voice_will_do(voices):
    assert chosen(voices) is None
