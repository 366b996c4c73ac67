"""What may be kept of what was said, and which lines belong together."""

from __future__ import annotations

import pytest

from actions.learning.grouping import grouped, likeness
from actions.learning.line import faults

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("那个脸认证咋个弄", ()),
        ("高龄补贴在哪儿领", ()),
        ("我是高血压能不能办", ()),
        ("我姐姐的老年证丢了", ()),
        ("   ", ("empty",)),
        ("啊" * 121, ("long",)),
        ("我电话*******8000", ("marked",)),
        ("密码是〔密码〕", ("marked",)),
        ("我的手机13800138000", ("number",)),
        ("我的手机幺三八零零幺三八零零零", ("number",)),
        ("我叫李桂芳想问问", ("name",)),
        ("问一下我姓欧阳修的房子", ("name",)),
        ("我住阳光小区三栋二单元四零二", ("address",)),
    ],
)
def test_a_line_that_could_be_somebodys_is_not_kept(text: str, wrong: tuple[str, ...]) -> None:
    assert faults(text) == wrong


def test_lines_that_say_or_sound_the_same_come_together() -> None:
    said = [
        "那个脸认证咋个弄",
        "电梯坏了找谁",
        "脸认证咋个搞法",
        "楼下电梯坏了没人管",
        "连任正咋个弄",
        "孙子入学怎么办",
    ]
    assert grouped(said) == ((0, 2, 4), (1, 3), (5,))


def test_likeness_is_the_same_both_ways_and_whole_with_itself() -> None:
    assert likeness("脸认证", "脸认证") == 1.0
    assert likeness("饭卡在哪领", "饭票在哪领") == likeness("饭票在哪领", "饭卡在哪领")
    assert likeness("饭卡", "电梯") == 0.0


def test_nothing_makes_no_group() -> None:
    assert grouped([]) == ()
