"""Who has fallen silent in the middle of something."""

import pytest

from kiosk.speech.hesitation import Hesitation

pytestmark = pytest.mark.unit

HESITATION = Hesitation.load()


@pytest.mark.parametrize(
    "text",
    [
        "我想办那个",
        "嗯",
        "就是",
        "我的电话是一三八",
        "幺三八零零幺三",
        "我的电话是138001380",
        "四四零五二四一九四九",
        "一九四九年",
        "我是十月",
        "我住三号楼",
        "我住十二栋二单元",
    ],
)
def test_somebody_in_the_middle_of_something_is_waited_for(text):
    assert HESITATION.ends(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "高龄津贴怎么领",
        "那个怎么办",
        "打幺二零",
        "幺二三三三",
        "我的电话是幺三八零零幺三八零零零",
        "我今年八十",
        "七十八",
        "我都等了三个月",
        "今年",
        "月",
    ],
)
def test_what_is_whole_is_not_waited_on(text):
    assert not HESITATION.ends(text)
