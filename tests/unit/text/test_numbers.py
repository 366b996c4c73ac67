import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.numbers import either, misheard, numbers, parse_number, read_cardinal, read_digits

pytestmark = pytest.mark.unit


@given(st.integers(0, 10**8))
def test_a_number_read_aloud_is_read_back(value: int) -> None:
    assert parse_number(read_cardinal(value)) == value


@given(st.integers(0, 10**8))
def test_found_whole_in_a_sentence(value: int) -> None:
    (found,) = numbers(f"大概{read_cardinal(value)}吧")
    assert found.whole == value


@given(st.text("0123456789", min_size=1, max_size=8), st.sampled_from("一幺"))
def test_digits_one_by_one(digits: str, one: str) -> None:
    assert parse_number(read_digits(digits, one)) == int(digits)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("一百零五", 105),
        ("一百五", 150),
        ("一千二", 1200),
        ("三万五", 35000),
        ("两千零三十", 2030),
        ("12万", 120000),
        ("3千5", 3500),
        ("廿三", 23),
        ("卅", 30),
        ("俩", 2),
        ("二零二五", 2025),
        ("三点五", 3.5),
        ("３.5", 3.5),
        ("壹佰贰拾", 120),
        ("一百十五", 115),
    ],
)
def test_numerals_as_people_say_them(said: str, value: float) -> None:
    assert parse_number(said) == value


@pytest.mark.parametrize("said", ["", "点", "百", "一二三四万", "一万亿亿", "很多", "十百千"])
def test_what_is_no_numeral(said: str) -> None:
    assert parse_number(said) is None
    assert numbers(said) == ()


@pytest.mark.parametrize(
    ("said", "others"),
    [
        ("四十", (14,)),
        ("十四", (40,)),
        ("四", (10,)),
        ("十", (4,)),
        ("一百四十", (114,)),
        ("八十", ()),
        ("七十四", ()),
        ("三", ()),
        ("x", ()),
    ],
)
def test_four_and_ten_are_misheard(said: str, others: tuple[int, ...]) -> None:
    assert misheard(said) == others


def test_what_was_said_and_how_certain_it_is() -> None:
    forty, eighty = numbers("四十个八十岁的")
    assert (forty.said, forty.value, forty.alternatives, forty.is_certain) == ("四十", 40, (14,), False)
    assert (eighty.said, eighty.start, eighty.end, eighty.is_certain) == ("八十", 3, 5, True)


@pytest.mark.parametrize(("said", "values"), [("七十五六", (75, 76)), ("七八十", (70, 80)), ("七十五", None)])
def test_left_open(said: str, values: tuple[int, int] | None) -> None:
    assert either(said) == values


def test_left_open_keeps_both() -> None:
    (found,) = numbers("七十五六吧")
    assert (found.whole, found.alternatives) == (75, (76,))


@given(st.text("零一二两三四五六七八九十百千万亿点0123456789", max_size=8))
def test_any_numeral_like_text_passes(text: str) -> None:
    for found in numbers(text):
        assert text[found.start : found.end] == found.said


def test_reading_is_that_of_the_library() -> None:
    assert read_cardinal(105000) == cn2an.an2cn("105000")
