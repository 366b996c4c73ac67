import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.digits import digit_runs, digit_value, lists_items, plain_digits
from tests.unit.text.spellings import spelled

pytestmark = pytest.mark.unit

NUMBERS = st.text("0123456789", min_size=1, max_size=20)


@given(NUMBERS.flatmap(lambda number: st.tuples(st.just(number), spelled(number))))
def test_any_spelling_is_read_as_its_digits(pair: tuple[str, str]) -> None:
    number, said = pair
    assert [run.digits for run in digit_runs(f"号码：{said}对吧")] == [number]


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("幺三八零零三个零", "13800000"),
        ("一三八零零要三八零零零", "13800138000"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("一三八那个零零幺三", "1380013"),
    ],
)
def test_how_people_really_say_them(said: str, digits: str) -> None:
    assert [run.digits for run in digit_runs(said)] == [digits]


def test_a_wish_is_no_digit() -> None:
    assert [run.digits for run in digit_runs("一二三三三要三天")] == ["12333", "3"]


def test_groups_keep_where_they_stood() -> None:
    (run,) = digit_runs("我是138 0013啊")
    assert [(group.digits, group.start, group.end) for group in run.groups] == [
        ("138", 2, 5),
        ("0013", 6, 10),
    ]
    assert (run.said, run.start, run.end) == ("138 0013", 2, 10)


@given(st.text(max_size=40))
def test_plain_text_keeps_every_position(text: str) -> None:
    plain = plain_digits(text)
    assert len(plain) == len(text)
    assert all(plain[i] == digit_value(c) for i, c in enumerate(text) if digit_value(c) is not None)


def test_lists_are_told_from_grouping() -> None:
    assert lists_items("、") and not lists_items(" - ")
