"""Names as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.names import read_name, says_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "name", "surname"),
    [
        ("我叫王秀英", "王秀英", "王"),
        ("王秀英", "王秀英", "王"),
        ("免贵姓章 立早章", "章", "章"),
        ("耳东陈 陈建国", "陈建国", "陈"),
        ("姓张，弓长张，叫张桂兰", "张桂兰", "张"),
        ("我是姓吴口天吴吴秀兰", "吴秀兰", "吴"),
        ("我老伴叫赵铁柱", "赵铁柱", "赵"),
        ("名字叫刘德华呀", "刘德华", "刘"),
        ("欧阳建国", "欧阳建国", "欧阳"),
        ("我姓李", "李", "李"),
    ],
)
def test_a_name_is_read(said: str, name: str, surname: str) -> None:
    read = read_name(said)
    assert read is not None
    assert (read.said, read.surname) == (name, surname)


def test_surnames_that_sound_alike_are_told_unless_the_character_was_described() -> None:
    heard, described = read_name("我叫张桂兰"), read_name("弓长张 张桂兰")
    assert heard is not None
    assert described is not None
    assert "章" in heard.alike
    assert not heard.is_sure
    assert described.is_sure
    assert described.alike == ()


@pytest.mark.parametrize("said", ["叫个人来", "不告诉你", "想问老年证", "我叫你快点", "", "一二三", "今天天气真好"])
def test_what_is_no_name_is_none(said: str) -> None:
    assert read_name(said) is None


def test_only_some_lines_say_that_they_tell_a_name() -> None:
    assert says_name("我叫王秀英")
    assert not says_name("王秀英")


@given(st.text(max_size=40))
def test_any_line_is_read_without_complaint(said: str) -> None:
    read = read_name(said)
    assert read is None or read.said.startswith(read.surname)
