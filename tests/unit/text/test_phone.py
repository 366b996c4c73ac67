import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.hotlines import is_hotline
from assistant.text.phone import PhoneKind, PhoneNumber, PhoneProblem, PhoneRefused
from tests.unit.text.spellings import spelled

pytestmark = pytest.mark.unit

REAL_MOBILES = st.from_regex(r"13[0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("我电话是幺三八 零零幺三 八零零零啊", "13800138000"),
        ("一三八…不是 一三九 零零幺三八零零零", "13900138000"),
        ("138 0013 不是 0014 8000", "13800148000"),
        ("13800138000 不对 最后四位是8001", "13800138001"),
        ("13800138000 错了 前三位是139", "13900138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("家里1个人 13800138000", "13800138000"),
        ("我家两个人电话，13800138000，那个人七十", "13800138000"),
    ],
)
def test_mobiles_however_they_are_said(said: str, digits: str) -> None:
    assert PhoneNumber.parse(said) == PhoneNumber(digits, PhoneKind.MOBILE)


@pytest.mark.parametrize(("said", "digits"), [("010-62281234", "01062281234"), ("六二二八 一二三四", "62281234")])
def test_landlines(said: str, digits: str) -> None:
    assert PhoneNumber.parse(said) == PhoneNumber(digits, PhoneKind.LANDLINE)


@pytest.mark.parametrize(
    ("said", "problem", "begun"),
    [
        ("我没有电话", PhoneProblem.MISSING, ""),
        ("12345", PhoneProblem.HOTLINE, ""),
        ("打一二零", PhoneProblem.HOTLINE, ""),
        ("4008123123", PhoneProblem.HOTLINE, ""),
        ("138 0013", PhoneProblem.INCOMPLETE, "1380013????"),
        ("1380013800", PhoneProblem.INCOMPLETE, "1380013????"),
        ("一三八", PhoneProblem.INCOMPLETE, "138????????"),
        ("138 00 8000", PhoneProblem.INCOMPLETE, "138????8000"),
        ("后四位8000", PhoneProblem.INCOMPLETE, ""),
        ("001", PhoneProblem.INCOMPLETE, ""),
        ("12800138000", PhoneProblem.NO_SUCH_NUMBER, ""),
        ("1380013800012", PhoneProblem.TOO_LONG, ""),
    ],
)
def test_refusals_say_what_is_missing(said: str, problem: PhoneProblem, begun: str) -> None:
    with pytest.raises(PhoneRefused) as refused:
        PhoneNumber.parse(said)
    assert (refused.value.problem, refused.value.begun) == (problem, begun)


@pytest.mark.parametrize(
    ("begun", "said"),
    [("1380013????", "零零，不对，八零零零"), ("138????8000", "零零幺三"), ("1380013????", "13800138000")],
)
def test_only_the_missing_part_is_asked_again(begun: str, said: str) -> None:
    assert PhoneNumber.parse(said, begun).digits == "13800138000"


def test_a_part_that_does_not_fit_completes_nothing() -> None:
    with pytest.raises(PhoneRefused) as refused:
        PhoneNumber.parse("八百", begun="1380013????")
    assert refused.value.problem is PhoneProblem.INCOMPLETE


@given(REAL_MOBILES.flatmap(lambda number: st.tuples(st.just(number), spelled(number))))
def test_any_spelling_of_any_mobile_is_read(pair: tuple[str, str]) -> None:
    number, said = pair
    assert PhoneNumber.parse(f"我的是{said}。").digits == number


@given(REAL_MOBILES)
def test_a_mask_shows_seven_digits_at_most(number: str) -> None:
    assert PhoneNumber.parse(number).masked == f"{number[:3]}****{number[-4:]}"


def test_a_landline_shows_its_last_four() -> None:
    assert PhoneNumber.parse("010-62281234").masked == "*******1234"


PUBLIC = ("110", "119", "120", "122", "12345", "12333", "12348", "12356", "12393", "96110", "95598", "10086")


@pytest.mark.parametrize("number", PUBLIC)
def test_public_numbers(number: str) -> None:
    assert is_hotline(number)


@pytest.mark.parametrize("number", ["", "13800138000", "62281234", "123", "80", "12000", "1234"])
def test_other_numbers_are_not_public(number: str) -> None:
    assert not is_hotline(number)
