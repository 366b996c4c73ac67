"""What somebody told at length, as a public room may hear it."""

from __future__ import annotations

import pytest

from assistant.text.summary import in_one_sentence

pytestmark = pytest.mark.unit

MOST = 30


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ("那个我跟你说啊，电梯坏了半个多月了，老人上下楼都靠爬", "电梯坏了半个多月了，老人上下楼都靠爬"),
        ("我要反映，我们三号楼二单元的路灯全灭了", "我们楼里路灯全灭了"),
        ("幸福路十二号门口堆了一堆垃圾，臭得很", "幸福路门口堆了一堆垃圾，臭得很"),
        ("楼上四零二室天天半夜拖椅子", "楼上楼里天天半夜拖椅子"),
        ("菜市场门口车乱停，过不去人，我电话一三八零零一三八零零零", "菜市场门口车乱停，过不去人"),
        ("老王家的狗天天叫，吵得整栋楼睡不着", "吵得整栋楼睡不着"),
        ("隔壁张建国占了车位，消防车都进不来", "消防车都进不来"),
        ("我老伴瘫在床上，楼梯没有扶手，上不去下不来", "楼梯没有扶手，上不去下不来"),
        ("食堂的菜太咸，上个月我花了三百块，吃不下去", "食堂的菜太咸，吃不下去"),
        ("我姓李，垃圾桶没人收", "垃圾桶没人收"),
        ("李阿姨家漏水", ""),
        ("", ""),
    ],
)
def test_what_is_said_back_tells_what_is_wrong_and_nothing_of_anybody(told: str, heard: str) -> None:
    assert in_one_sentence(told, MOST) == heard


def test_however_long_it_was_it_is_one_short_sentence() -> None:
    told = "，".join(["花坛里的草没人剪", "路灯坏了三盏", "垃圾桶满了没人收", "健身器材锈得不能用", "树枝挡了窗户"])
    heard = in_one_sentence(told, MOST)
    assert heard == "花坛里的草没人剪，路灯坏了三盏，垃圾桶满了没人收"
