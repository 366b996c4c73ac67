"""What people say to whoever fills in a form for them, besides the answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.addresses import amended_address, read_address
from assistant.text.corrections import mended_digits
from assistant.text.form_talk import (
    corrects,
    has_none,
    is_only_going_on,
    mentioned,
    only_hesitates,
    ordinal,
    puts_off,
    resumes,
    said_yes_or_no,
    skips,
    submits,
    told_after_correction,
    wants_no_reminder,
    withholds,
)
from assistant.text.names import name_alone, with_surname

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("line", ["嗯那个那个", "哎呀就是那个嘛", "这个……怎么说呢", "呃", "那个，我想想啊"])
def test_looking_for_words_is_no_answer(line: str) -> None:
    assert only_hesitates(line)


@pytest.mark.parametrize("line", ["嗯", "就是", "是的", "好吧", "那个蓝的", "第一个", "嗯嗯", "我怎么办"])
def test_a_short_answer_is_no_looking_for_words(line: str) -> None:
    assert not only_hesitates(line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("不对 电话最后是六", "六"),
        ("名字写错了", ""),
        ("改地址", ""),
        ("地址不对，是四栋", "四栋"),
        ("不是三栋，是四栋", "四栋"),
        ("是阳光小区不是月光小区", "阳光小区"),
        ("姓错了，应该是姓章", "姓章"),
        ("名字改成王秀兰", "王秀兰"),
    ],
)
def test_a_correction_gives_what_it_is_to_be_or_nothing(line: str, told: str) -> None:
    assert corrects(line)
    assert told_after_correction(line, "联系电话") == told


@pytest.mark.parametrize("line", ["一三八零零一三八零零零", "王秀英", "阳光小区三栋", "好的", "没错"])
def test_an_answer_is_no_correction(line: str) -> None:
    assert not corrects(line)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("电话错了", {"phone"}),
        ("身份证号不对", {"id_number"}),
        ("名字写错了", {"name"}),
        ("门牌说错了", {"address"}),
        ("生日不是那天", {"birth_date"}),
        ("好的", set()),
    ],
)
def test_things_are_known_by_what_people_call_them(line: str, kinds: set[str]) -> None:
    assert set(mentioned(line)) == kinds


@pytest.mark.parametrize(
    "line", ["交吧", "交上去", "好，交上去吧", "提交", "就这样办吧", "都对", "没错 交吧", "没问题"]
)
def test_a_form_is_sent_with_a_word(line: str) -> None:
    assert submits(line)


@pytest.mark.parametrize("line", ["不交", "不对", "先别交", "电话错了", "交多少钱", "名字改一下"])
def test_a_form_is_not_sent_by_mistake(line: str) -> None:
    assert not submits(line)


@pytest.mark.parametrize("line", ["要", "好的", "行", "中", "可以记", "没错", "没问题", "嗯，要", "还用", "愿意"])
def test_yes_in_many_words(line: str) -> None:
    assert said_yes_or_no(line) is True


@pytest.mark.parametrize("line", ["不要", "不用了", "没有", "别记", "唔要", "嗯，不要", "弗要", "重新说"])
def test_no_in_many_words(line: str) -> None:
    assert said_yes_or_no(line) is False


@pytest.mark.parametrize("line", ["不知道", "要带什么", "那要多少钱", "是不是要钱", "我说的是另外一件很长的事情", ""])
def test_neither_yes_nor_no(line: str) -> None:
    assert said_yes_or_no(line) is None


@pytest.mark.parametrize(
    ("line", "count", "place"),
    [
        ("第一个", 3, 0),
        ("头一个", 3, 0),
        ("第二样", 3, 1),
        ("中间那个", 3, 1),
        ("最后一个", 3, 2),
        ("后面那个", 2, 1),
        ("楼道", 3, None),
    ],
)
def test_a_choice_by_its_place(line: str, count: int, place: int | None) -> None:
    assert ordinal(line, count) == place


def test_leaving_out_and_keeping_to_oneself_and_stopping_are_told_apart() -> None:
    assert skips("跳过") and skips("没有") and not skips("没有电梯的楼")
    assert withholds("不想说") and withholds("不留") and not withholds("王秀英")
    assert has_none("没有手机") and not has_none("一三八")
    assert puts_off("不办了") and puts_off("我先回家拿身份证") and not puts_off("楼道灯不亮了")
    assert resumes("接着办") and is_only_going_on("好，接着办吧") and not is_only_going_on("接着办老年证要带啥")
    assert wants_no_reminder("不用提醒我了") and not wants_no_reminder("提醒我一下")


@given(st.text(max_size=60))
def test_whatever_is_said_nothing_breaks(line: str) -> None:
    for reads in (corrects, mentioned, submits, withholds, skips, has_none, resumes, puts_off, said_yes_or_no):
        reads(line)
    told_after_correction(line, "姓名")
    ordinal(line, 3)
    amended_address("阳光小区三栋二单元四零二", line)


def test_a_part_of_a_number_is_mended() -> None:
    assert mended_digits("13800138000", "电话最后是六", 11) == "13800138006"
    assert mended_digits("13800138000", "前三位是一三九", 11) == "13900138000"


def test_a_part_of_an_address_is_amended_and_a_whole_one_takes_its_place() -> None:
    before = "阳光小区三栋二单元四零二"
    assert amended_address(before, "四栋") == "阳光小区4号楼2单元402室"
    assert amended_address(before, "五零一室") == "阳光小区3号楼2单元501室"
    assert amended_address(before, "和平里五号楼一零二") == "和平里五号楼一零二"


@pytest.mark.parametrize(
    ("line", "has_door"),
    [("阳光小区三栋二单元四零二", True), ("幸福路十二号", True), ("阳光小区三栋", False), ("阳光小区", False)],
)
def test_an_address_leads_to_a_door_or_not(line: str, has_door: bool) -> None:
    found = read_address(line)
    assert found is not None and found.has_door is has_door


def test_names_alone_and_surnames_alone() -> None:
    assert name_alone("买买提。") == "买买提" and name_alone("我的电话13800138000") == ""
    assert with_surname("立早章", "张建国") == "章建国"
    assert with_surname("王秀兰", "张建国") == "王秀兰"
