from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.ages import AgeKind, animal_agrees, animal_said, full_years, read_age
from assistant.text.lunar import to_lunar
from assistant.text.numbers import read_cardinal

pytestmark = pytest.mark.unit

TODAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    ("said", "years", "kind", "is_exact"),
    [
        ("我八十岁了", 80, AgeKind.UNKNOWN, True),
        ("虚岁八十一", 81, AgeKind.NOMINAL, True),
        ("周岁79", 79, AgeKind.FULL, True),
        ("80周岁", 80, AgeKind.FULL, True),
        ("我今年七十三", 73, AgeKind.UNKNOWN, True),
        ("七十多岁", 70, AgeKind.UNKNOWN, False),
        ("快八十岁了", 80, AgeKind.UNKNOWN, False),
        ("七十五六岁", 75, AgeKind.UNKNOWN, False),
    ],
)
def test_ages_as_they_are_told(said: str, years: int, kind: AgeKind, is_exact: bool) -> None:
    age = read_age(said)
    assert age is not None
    assert (age.years, age.kind, age.is_exact) == (years, kind, is_exact)


@pytest.mark.parametrize("said", ["打12345", "今年三月", "我住三栋", "八十", "三百岁", "你好"])
def test_what_is_no_age(said: str) -> None:
    assert read_age(said) is None


def test_a_bare_number_answers_the_question() -> None:
    age = read_age("四十", is_answer=True)
    assert age is not None
    assert (age.years, age.alternatives) == (40, (14,))


@given(st.dates(date(1910, 1, 1), date(2000, 1, 1)))
def test_an_age_agrees_with_the_birthday_it_comes_from(birthday: date) -> None:
    full = read_age(f"周岁{read_cardinal(full_years(birthday, TODAY))}")
    born, now = to_lunar(birthday), to_lunar(TODAY)
    assert full is not None and born is not None and now is not None
    nominal = read_age(f"虚岁{read_cardinal(now[0] - born[0] + 1)}")
    assert nominal is not None
    assert full.agrees_with(birthday, TODAY)
    assert nominal.agrees_with(birthday, TODAY)
    assert not full.agrees_with(birthday - timedelta(days=800), TODAY)


def test_an_age_of_either_kind_allows_for_both() -> None:
    age = read_age("八十岁")
    assert age is not None
    assert list(age.birth_years(TODAY)) == [1944, 1945, 1946, 1947]


def test_a_vague_age_rules_nothing_out() -> None:
    age = read_age("七十多岁")
    assert age is not None and age.agrees_with(date(1947, 1, 1), TODAY)


def test_full_years_count_birthdays() -> None:
    assert full_years(date(1945, 11, 24), TODAY) == 80
    assert full_years(date(1945, 11, 25), TODAY) == 79


def test_the_animal_only_checks_the_year() -> None:
    assert animal_said("我属鸡的") == "鸡"
    assert animal_said("鸡年生的") == "鸡"
    assert animal_said("我八十") is None
    assert animal_agrees("鸡", 1945) and animal_agrees("猴", 1945)
    assert not animal_agrees("狗", 1945)
