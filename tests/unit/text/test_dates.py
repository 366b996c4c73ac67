from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.dates import Calendar, Certainty, DateReading, read_date
from assistant.text.lunar import animal_of, to_lunar, to_solar
from assistant.text.numbers import read_cardinal, read_digits

pytestmark = pytest.mark.unit

TODAY = date(2025, 11, 24)
BIRTHDAYS = st.dates(date(1901, 1, 1), date(1999, 12, 31))


def read(text: str) -> DateReading:
    reading = read_date(text, TODAY)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1953年腊月初八", date(1954, 1, 12)),
        ("一九四九年农历腊月廿三", date(1950, 2, 9)),
        ("农历1941年八月十五", date(1941, 10, 5)),
        ("三零年腊月廿三", date(1931, 2, 10)),
        ("1979年闰六月初八", date(1979, 7, 31)),
        ("四五年大年三十", date(1946, 2, 1)),
        ("民国元年正月初一", date(1912, 2, 18)),
        ("去年中秋", date(2024, 9, 17)),
        ("公历一九四五年三月八号", date(1945, 3, 8)),
        ("身份证上印的是四五年三月八", date(1945, 3, 8)),
        ("昨天丢的", date(2025, 11, 23)),
        ("大前天", date(2025, 11, 21)),
    ],
)
def test_told_so_that_nothing_is_guessed(said: str, value: date) -> None:
    reading = read(said)
    assert (reading.value, reading.certainty, reading.alternatives) == (value, Certainty.EXACT, ())


@pytest.mark.parametrize(
    ("said", "value", "other"),
    [
        ("一九四五年三月八号", date(1945, 3, 8), date(1945, 4, 19)),
        ("45年3月8号", date(1945, 3, 8), date(1945, 4, 19)),
        ("1945-03-08", date(1945, 3, 8), date(1945, 4, 19)),
        ("45.3.8", date(1945, 3, 8), date(1945, 4, 19)),
        ("一九四五零三零八", date(1945, 3, 8), date(1945, 4, 19)),
        ("民国三十四年八月十五", date(1945, 8, 15), date(1945, 9, 20)),
        ("今天来办事的，我1941年八月十五生的", date(1941, 8, 15), date(1941, 10, 5)),
    ],
)
def test_the_calendar_not_said_stays_open(said: str, value: date, other: date) -> None:
    reading = read(said)
    assert (reading.value, reading.certainty) == (value, Certainty.LIKELY)
    assert reading.alternatives == (other,)


def test_a_day_only_the_lunar_calendar_has() -> None:
    reading = read("1950年二月三十")
    assert reading.as_printed is None
    assert reading.value == to_solar(1950, 2, 30)


@pytest.mark.parametrize(
    ("said", "year", "month", "day", "decade"),
    [
        ("五几年生的", None, None, None, 1950),
        ("三月初八", None, 3, 8, None),
        ("初八", None, None, 8, None),
        ("十四号", None, None, 14, None),
        ("1945年三月", 1945, 3, None, None),
        ("我1945年生", 1945, None, None, None),
        ("一九四五", 1945, None, None, None),
        ("三零年", 1930, None, None, None),
        ("三十四年", 1934, None, None, None),
    ],
)
def test_parts_not_said_stay_open(
    said: str, year: int | None, month: int | None, day: int | None, decade: int | None
) -> None:
    reading = read(said)
    assert (reading.year, reading.month, reading.day, reading.decade) == (year, month, day, decade)
    assert (reading.certainty, reading.value) == (Certainty.PARTIAL, None)


@pytest.mark.parametrize(
    "said", ["", "我八十岁", "不知道", "干了五十年了", "五十年前", "12333", "元年", "一百零五年", "三年"]
)
def test_no_date_at_all(said: str) -> None:
    assert read_date(said, TODAY) is None


def test_a_two_figure_year_keeps_the_other_century() -> None:
    reading = read("二零年三月八号")
    assert reading.value == date(1920, 3, 8)
    assert date(2020, 3, 8) in reading.alternatives
    recent = read_date("二零年三月八号", TODAY, is_past=False)
    assert recent is not None and recent.value == date(2020, 3, 8)


def test_an_impossible_day_is_called_so() -> None:
    assert read("公历1945年2月30号").certainty is Certainty.IMPOSSIBLE
    assert read("1945年闰三月初八").certainty is Certainty.IMPOSSIBLE


def test_a_correction_replaces_what_it_names() -> None:
    assert read("农历1945年三月初八，不对，是四月初八").value == to_solar(1945, 4, 8)
    assert read("1945年3月8号，说错了，1946年").year == 1946


def test_a_later_answer_completes_an_earlier_one() -> None:
    reading = read("一九四五年").completed_by(read("腊月初八"))
    assert (reading.calendar, reading.value) == (Calendar.LUNAR, to_solar(1945, 12, 8))
    assert read("1945年三月").completed_by(read("农历初八")).value == to_solar(1945, 3, 8)


@given(BIRTHDAYS)
def test_a_solar_date_said_in_words_is_read_back(day: date) -> None:
    words = f"公历{read_digits(str(day.year))}年{read_cardinal(day.month)}月{read_cardinal(day.day)}号"
    assert read(words).value == day
    assert read(f"阳历{day:%Y-%m-%d}").value == day


@given(BIRTHDAYS)
def test_a_lunar_date_said_in_words_is_read_back(day: date) -> None:
    lunar = to_lunar(day)
    assert lunar is not None
    year, month, number, is_leap = lunar
    name = {1: "正", 11: "冬", 12: "腊"}.get(month) or read_cardinal(month)
    said_day = f"初{read_cardinal(number)}" if number <= 10 else read_cardinal(number)
    assert read(f"农历{year}年{'闰' if is_leap else ''}{name}月{said_day}").value == day
    assert to_solar(*lunar) == day


def test_out_of_the_tables() -> None:
    assert to_lunar(date(1899, 1, 1)) is None
    assert to_lunar(date(2150, 1, 1)) is None
    assert to_solar(2150, 1, 1) is None
    assert to_solar(1945, 12, 0) == date(1946, 2, 1)


def test_the_last_day_of_a_short_month() -> None:
    assert to_solar(2024, 12, 30) is None
    assert to_solar(2024, 12, 0) == date(2025, 1, 28)


def test_animals() -> None:
    assert [animal_of(year) for year in (1945, 1948, 2024)] == ["鸡", "鼠", "龙"]


@given(st.text("一九四五三〇年月日号初廿闰正腊民国农历公不对是今去几0123456789-./ ", max_size=20))
def test_any_text_passes(text: str) -> None:
    reading = read_date(text, TODAY)
    assert reading is None or isinstance(reading.certainty, Certainty)
