from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.identity import IdNumber, IdNumberRefused, IdProblem, has_id_shape, is_checked
from tests.unit.text.spellings import IDS, spelled

pytestmark = pytest.mark.unit

TODAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    "said",
    [
        "11010519491231002X",
        "我有1个身份证 11010519491231002x 行吗",
        "一一零一零五 一九四九一二三一 零零二叉",
        "幺幺零幺零五，幺九四九幺二三幺，零零两爱克斯",
        "前六位110105，出生年月1949年12月31日，后四位是零零二艾克斯",
        "一一零一零五一九四九年十二月三十一号零零二叉",
        "110105 1949 不对 1948 不是 1949 1231 002X",
        "11010519491231002 大写的X",
        "１１０１０５１９４９１２３１００２Ｘ",
    ],
)
def test_read_however_it_is_said(said: str) -> None:
    number = IdNumber.parse(said, TODAY)
    assert number.number == "11010519491231002X"
    assert number.birthday == date(1949, 12, 31)
    assert number.masked == "**************002X"
    assert not number.is_male


@pytest.mark.parametrize(
    ("said", "problem", "heard"),
    [
        ("我不记得了", IdProblem.MISSING, ""),
        ("1101051949123100", IdProblem.WRONG_LENGTH, "1101051949123100"),
        ("110105491231002", IdProblem.OLD_FIFTEEN, "110105491231002"),
        ("110105499931002", IdProblem.WRONG_LENGTH, "110105499931002"),
        ("110105194913310021", IdProblem.IMPOSSIBLE_BIRTHDAY, "110105194913310021"),
        ("110105194902300021", IdProblem.IMPOSSIBLE_BIRTHDAY, "110105194902300021"),
        ("110105194912310021", IdProblem.CHECK_DIGIT, "110105194912310021"),
        ("440524188001010014", IdProblem.BEFORE_1900, "440524188001010014"),
        ("110105205012310021", IdProblem.FUTURE_BIRTHDAY, "110105205012310021"),
    ],
)
def test_refusals_say_why_and_what_was_heard(said: str, problem: IdProblem, heard: str) -> None:
    with pytest.raises(IdNumberRefused) as refused:
        IdNumber.parse(said, TODAY)
    assert (refused.value.problem, refused.value.heard) == (problem, heard)


def test_the_first_day_of_life_is_no_future() -> None:
    with pytest.raises(IdNumberRefused) as refused:
        IdNumber.parse("110105194912310021", date(1949, 12, 31))
    assert refused.value.problem is IdProblem.CHECK_DIGIT


@given(IDS.flatmap(lambda number: st.tuples(st.just(number), spelled(number[:17]))))
def test_any_spelling_of_any_valid_number_is_read(pair: tuple[str, str]) -> None:
    number, said = pair
    last = "叉" if number[-1] == "X" else number[-1]
    assert IdNumber.parse(f"我的是{said}{last}", TODAY).number == number


@given(IDS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_never_accepted(number: str, place: int, change: int) -> None:
    wrong = str((int(number[place]) + change) % 10)
    with pytest.raises(IdNumberRefused):
        IdNumber.parse(number[:place] + wrong + number[place + 1 :], TODAY)


def test_shape_and_check() -> None:
    assert is_checked("440524188001010014") and has_id_shape("11010519491231002")
    assert not has_id_shape("900105194912310020") and not has_id_shape("110105194913310021")
    assert not is_checked("110105194912310021")
    assert not has_id_shape("622598500805234455")
