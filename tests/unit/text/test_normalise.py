import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalise import MAX_CHARACTERS, normalise

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("arrived", "read"),
    [
        ("養老金 認證 怎 麼 辦？？？", "养老金认证怎么办？"),
        ("我 想 问 一下 高龄 津贴", "我想问一下高龄津贴"),
        ("我想问问👴🏻养老金!!!", "我想问问养老金！"),
        ("１２３３３ 打 不通", "12333打不通"),
        ("use APP 办 , 行吗?", "use APP办，行吗？"),
        ("一三八……不是 一三九", "一三八，不是一三九"),
        ("138 0013 8000", "138 0013 8000"),
        ("1,000元,9:30来", "1,000元，9:30来"),
        ("\u200b我\ufeff妈\r\n八十了", "我妈八十了"),
        ("头发干净乾坤", "头发干净乾坤"),
        ("密码是〔密码〕", "密码是〔密码〕"),
        ("…", ""),
        ("", ""),
    ],
)
def test_one_spelling_for_whatever_arrives(arrived: str, read: str) -> None:
    assert normalise(arrived) == read


def test_the_end_of_a_long_story_is_kept() -> None:
    story = "早年在厂里上班后来下岗" * 300 + "我就想问高龄津贴"
    assert len(normalise(story)) == MAX_CHARACTERS
    assert normalise(story).endswith("我就想问高龄津贴")


@given(st.text())
def test_idempotent_for_any_text(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text("我想问養老證辦乾坤著瞭 ,.，。?？!…-~12３👴\u200d\ufe0f\n(（", max_size=40))
def test_idempotent_for_chatty_text(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\n" not in once and "👴" not in once


@given(st.text(st.characters(), max_size=MAX_CHARACTERS * 5))
def test_nothing_is_too_long_or_too_strange(text: str) -> None:
    assert len(normalise(text)) <= MAX_CHARACTERS
