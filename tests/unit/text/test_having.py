"""What people say they have with them, with the punctuation they leave out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.having import Having, HavingReader

pytestmark = pytest.mark.unit

NAMES = {
    "身份证": "id",
    "代办人的身份证": "agent",
    "户口本": "book",
    "户口簿": "book",
    "照片": "photo",
    "社保卡": "card",
    "委托书": "letter",
}
READER = HavingReader(NAMES)


def having(have: str = "", lack: str = "", rest: bool | None = None) -> Having:
    return Having(frozenset(have.split()), frozenset(lack.split()), rest)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("身份证有了，户口本也带了，照片没有", having("id book", "photo")),
        ("身份证有了户口本也带了照片没有", having("id book", "photo")),
        ("身份证户口本都有照片没有", having("id book", "photo")),
        ("有身份证和户口本没有照片", having("id book", "photo")),
        ("我带了身份证没带户口本", having("id", "book")),
        ("带了身份证照片没带", having("id", "photo")),
        ("身份证带了没带户口本", having("id", "book")),
        ("身份证有户口本没", having("id", "book")),
        ("没有照片，户口本", having("", "book photo")),
        ("我有身份证，没有户口本，社保卡也没有", having("id", "book card")),
        ("身份证在，户口本不在", having("id", "book")),
        ("户口本丢了", having("", "book")),
        ("照片还没照", having("", "photo")),
        ("只有身份证", having("id")),
        ("没问题，身份证有了", having("id")),
        ("照片有没有都行", having()),
        ("照片要几张", having()),
        ("户口本要复印吗", having()),
        ("户口本要复印吗，身份证带了", having("id")),
        ("照片太贵了", having()),
    ],
)
def test_each_thing_goes_with_its_own_verb(line: str, expected: Having) -> None:
    assert READER.read(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("身份证、户口本", having("id book")),
        ("身份证还有户口本", having("id book")),
        ("身份证，户口本，都带了", having("id book")),
        ("身份证有了，户口本", having("id")),
    ],
)
def test_a_bare_list_is_there_and_an_afterthought_is_asked_again(line: str, expected: Having) -> None:
    assert READER.read(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("都带了", having(rest=True)),
        ("一样不少", having(rest=True)),
        ("没有没带的", having(rest=True)),
        ("什么都没带", having(rest=False)),
        ("都没带", having(rest=False)),
        ("都带了就差照片", having("", "photo", True)),
        ("除了照片都有", having("", "photo", True)),
        ("只有照片没有", having("", "photo", True)),
        ("照片没带其他都有", having("", "photo", True)),
        ("身份证有其他的还没准备", having("id", "", False)),
        ("我都不知道", having()),
        ("还有啥没带", having()),
        ("我还差什么", having()),
        ("啥也没带", having(rest=False)),
    ],
)
def test_all_and_all_but(line: str, expected: Having) -> None:
    assert READER.read(line) == expected


def test_a_misheard_name_is_still_that_paper_and_the_longer_name_is_not_the_shorter() -> None:
    assert READER.read("深份证有了互口本忘带了") == having("id", "book")
    assert READER.read("代办人的身份证带了") == having("agent")


PIECES = st.sampled_from([*NAMES, "有", "没有", "带了", "都", "就差", "除了", "其他", "，", "和", "只有", "不", "嗯"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_is_both_there_and_missing(line: str) -> None:
    said = READER.read(line)
    assert not said.have & said.lack
    assert said.have | said.lack <= set(NAMES.values())
