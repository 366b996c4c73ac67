"""What the room may hear: no number of a person, in whatever form it stands in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.digits import digit_runs
from assistant.text.speakable import sentences, speakable
from kiosk import private
from kiosk.loudspeaker import Loudspeaker

pytestmark = pytest.mark.unit

LOUDSPEAKER = Loudspeaker.load()
NUMBERS = ("13800138000", "13900138000", "11010519491231002X", "440524188001010014")
SPOKEN = {
    "0": "零〇洞",
    "1": "一幺",
    "2": "二",
    "3": "三",
    "4": "四",
    "5": "五",
    "6": "六",
    "7": "七拐",
    "8": "八",
    "9": "九勾",
}


def heard(text: str, *personal: str) -> str:
    """What sounds in the room of a reply, as the voice reads it."""
    return "".join(map(speakable, LOUDSPEAKER.says(sentences(private.shown(text)), personal)))


def digits_in(text: str) -> str:
    return "".join(run.digits for run in digit_runs(text))


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A number of a person, and one of the ways to write it."""
    number = draw(st.sampled_from(NUMBERS))
    size = draw(st.sampled_from([1, 3, 4, 6, 99]))
    between = draw(st.sampled_from(["", " ", "-", "，", "、", "\u3000"]))
    in_words = draw(st.booleans())
    said = "".join(draw(st.sampled_from(SPOKEN[digit])) if in_words and digit in SPOKEN else digit for digit in number)
    groups = [said[start : start + size] for start in range(0, len(said), size)]
    return number, between.join(groups)


@settings(max_examples=300, deadline=None)
@given(written(), st.sampled_from(["身份证号是{}，对不对？", "好，{}。", "电话{}。请打12345。", "记下了，{}这个号。"]))
def test_no_number_of_a_person_sounds_however_it_is_written(number: tuple[str, str], frame: str) -> None:
    digits, form = number
    sounded = digits_in(heard(frame.format(form))).replace("12345", "")
    assert not any(digits[start : start + 4] in sounded for start in range(len(digits) - 3))


@pytest.mark.parametrize(
    ("text", "personal", "said"),
    [
        ("身份证尾号是0014，对不对？", ("0014",), "身份证尾号在屏幕上，对不对？"),
        ("好，尾号002X。", (), "好，尾号在屏幕上。"),
        ("记下这六个数，482 170，别告诉旁人。", ("482 170",), "记下这六个数，写在屏幕上，别告诉旁人。"),
        ("有回话了：批准了。每月300元，发到卡上。", ("批准了。每月300元，发到卡上。",), "有回话了，写在屏幕上。"),
        ("记的是高血压，对吗？", ("高血压",), "记的是写在屏幕上，对吗？"),
        ("住在阳光小区3栋402。", ("阳光小区3栋402",), "住在写在屏幕上。"),
    ],
)
def test_what_the_dialogue_marks_as_personal_is_only_written(text: str, personal: tuple[str, ...], said: str) -> None:
    assert heard(text, *personal) == said


@pytest.mark.parametrize(
    "text", ["请打12345问。", "社区电话010-62345678。", "每月一百元。", "到幸福路12号一楼办。", "2026年3月1日以前办。"]
)
def test_what_everybody_may_know_is_said_whole(text: str) -> None:
    assert LOUDSPEAKER.says((text,)) == (text,)


def test_the_last_places_of_a_number_do_not_silence_a_hotline_that_holds_them() -> None:
    assert LOUDSPEAKER.says(("请打12345。",), ("2345",)) == ("请打12345。",)


def test_each_sentence_has_its_own_words_so_that_the_right_one_lights_up() -> None:
    part = "批准了。下个月发钱。记得来。"
    assert LOUDSPEAKER.says(("批准了。", "下个月发钱。", "记得来。", "打12345问。"), (part,)) == (
        "写在屏幕上。",
        "",
        "",
        "打12345问。",
    )
