"""Misheard characters put right; whatever makes sense stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.repair import Repaired, SoundRepair

pytestmark = pytest.mark.unit

LINES = [
    "刷脸认证怎么弄",
    "今年还要刷脸认证吗",
    "我的身份证丢了",
    "身份证丢了咋办",
    "我有高龄津贴",
    "高龄津贴多少钱",
] * 3
REPAIR = SoundRepair.learnt(LINES, {"今天": 900, "五千": 300, "天气": 400, "紧贴": 60})


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("耍脸认正怎么弄", "刷脸认证怎么弄"),
        ("我的深份证丢了", "我的身份证丢了"),
        ("高岭金贴多少钱", "高龄津贴多少钱"),
        ("舞千", "五千"),
    ],
)
def test_near_sounding_characters_become_the_words_they_sound_like(heard: str, said: str) -> None:
    assert REPAIR.repair(heard).text == said


@pytest.mark.parametrize("line", ["今天天气", "我的身份证丢了", "", "abc 123", "😀", "龘龘龘"])
def test_what_fits_or_is_unknown_stays(line: str) -> None:
    assert REPAIR.repair(line) == Repaired(line, 0)


def test_how_badly_a_line_was_heard_is_told() -> None:
    repaired = REPAIR.repair("耍脸认正怎么弄")
    assert repaired.changed == 2
    assert repaired.share == pytest.approx(2 / 7)
    assert Repaired("", 0).share == 0.0


@given(st.text(max_size=60))
def test_any_line_keeps_its_length(line: str) -> None:
    assert len(REPAIR.repair(line).text) == len(line)
