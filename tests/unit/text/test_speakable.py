import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.speakable import sentences, speakable, spoken_number_groups

pytestmark = pytest.mark.unit

HANZI_AND_MARKS = re.compile(r"[\u3400-\u9fff々，。？！、；]*")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("请打12333，或者12345热线。", "请打幺二三三三，或者幺二三四五热线。"),
        ("2025年度个人400元/人，财政补助≥670元", "二零二五年度个人四百元每人，财政补助不少于六百七十元"),
        ("15~30个工作日", "十五到三十个工作日"),
        ("9:00-12:00，14:05～17:30，2:30", "九点到十二点，十四点零五分到十七点三十分，两点三十分"),
        ("电话：13800138000", "电话，幺三八，零零幺三，八零零零"),
        ("打+86 13800138000", "打幺三八，零零幺三，八零零零"),
        ("身份证11010519491231002X", "身份证幺幺零幺零五，幺九四九幺二三幺，零零二叉"),
        ("010-62345678", "零幺零，六二三四，五六七八"),
        ("400-812-3123", "四零零，八幺二，三幺二三"),
        ("电话138****8000", "电话尾号八零零零"),
        ("下载APP（免费）→刷脸", "下载手机软件，免费，刷脸"),
        ("3.5%到10%", "百分之三点五到百分之十"),
        ("¥12.50，1,000元，200元，20000元", "十二点五零元，一千元，两百元，两万元"),
        ("1945-03-02", "一九四五年三月二日"),
        ("04月09日", "四月九日"),
        ("2024-2025年，2026及以后", "二零二四年到二零二五年，二零二六及以后"),
        ("国办发〔2020〕45号", "国办发二零二零年四十五号"),
        ("2个工作日，2月2日，第2步，12个", "两个工作日，二月二日，第二步，十二个"),
        ("80-89岁≥50元", "八十到八十九岁不少于五十元"),
        ("38.5℃，-5℃", "三十八点五摄氏度，零下五摄氏度"),
        ("500ml，3kg，20㎡，5G", "五百毫升，三公斤，二十平方米，五吉"),
        ("《社会保险法》第25条", "社会保险法第二十五条"),
        ("30/100/300元，1/3，5/3", "三十、一百、三百元，三分之一，五、三"),
        ("1203室3栋2单元", "幺二零三室三栋二单元"),
        ("007", "零零七"),
        ("110，110元", "幺幺零，一百一十元"),
        ("周一~周五", "周一到周五"),
        ("😀好的!", "好的！"),
        ("12345678901234567890", "幺二三四，五六七八，九零幺二，三四五六，七八九零"),
        ("…", ""),
        ("", ""),
    ],
)
def test_how_written_chinese_is_said(written: str, said: str) -> None:
    assert speakable(written) == said


def test_an_amount_beyond_counting_is_said_digit_by_digit() -> None:
    assert speakable("12345678901234567890元") == "一二三四五六七八九零一二三四五六七八九零元"


@given(st.text(max_size=60))
def test_only_hanzi_and_marks_are_left(text: str) -> None:
    said = speakable(text)
    assert not re.search(r"[0-9A-Za-z\s]", said)
    assert speakable(said) == said


@given(st.text("0123456789年月日元%~-—:：.,，。/APPkg米个第 （）→《》打电话*X", max_size=30))
def test_only_hanzi_and_marks_are_left_of_what_services_write(text: str) -> None:
    said = speakable(text)
    assert HANZI_AND_MARKS.fullmatch(said)
    assert speakable(said) == said


@pytest.mark.parametrize(
    ("number", "groups"),
    [
        ("13800138000", ("幺三八", "零零幺三", "八零零零")),
        ("11010519491231002X", ("幺幺零幺零五", "幺九四九幺二三幺", "零零二叉")),
        ("12345", ("幺二三四五",)),
        ("01062345678", ("零幺零", "六二三四", "五六七八")),
        ("075562345678", ("零七五五", "六二三四", "五六七八")),
        ("62345678", ("六二三四", "五六七八")),
        ("4008123123", ("四零零", "八幺二", "三幺二三")),
        ("138 0013 8000", ("幺三八", "零零幺三", "八零零零")),
        ("", ()),
    ],
)
def test_numbers_are_said_in_groups(number: str, groups: tuple[str, ...]) -> None:
    assert spoken_number_groups(number) == groups


@given(st.text("0123456789", min_size=1, max_size=22))
def test_groups_lose_no_digit_and_are_short_enough_to_remember(number: str) -> None:
    groups = spoken_number_groups(number)
    assert "".join(groups).translate(str.maketrans("零幺二三四五六七八九", "0123456789")) == number
    assert max(map(len, groups)) <= 8


def test_cut_into_sentences_with_their_marks() -> None:
    text = "您好。今天办3.5元的事！带什么？身份证；还有“户口簿。”\n谢谢"
    assert sentences(text) == (
        "您好。",
        "今天办3.5元的事！",
        "带什么？",
        "身份证；",
        "还有“户口簿。”",
        "谢谢",
    )


@given(st.text("您好办事。！？；，、\n 1a", max_size=40))
def test_sentences_lose_no_word(text: str) -> None:
    cut = sentences(text)
    assert re.sub(r"\W", "", "".join(cut)) == re.sub(r"\W", "", text)
    assert all(not re.search(r"[。！？；]\w", sentence) for sentence in cut)
