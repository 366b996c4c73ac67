"""An answer is read by the type of its field, checked, and refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.cases.model import Told
from actions.catalogue.form import FormField
from actions.catalogue.loader import load_catalogue
from actions.form.reading import Miss, Question, Read, masked_address, read_answer
from actions.form.state import Filling
from actions.turn import Heard

pytestmark = pytest.mark.unit

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 24)
ID_NUMBER = Told("id_number", "id_number", "身份证号", "11010519491231002X", "**************002X")


def read(
    type_: str, text: str, *told: Told, misses: int = 0, begun: str = "", choices: tuple[str, ...] = (), **heard: str
) -> Read | Miss:
    field = FormField(type_, type_, "问的", "请说？", "再说一遍。", 1.5, False, True, choices)
    filling = replace(Filling("k" * 32, "elder_card", "self", type_), answers=told, misses=misses, begun=begun)
    label = heard.pop("label", "")
    said = Heard(text, label, heard)
    return read_answer(Question(field, filling, CATALOGUE, TODAY, heard), said)


def value(answer: Read | Miss) -> str:
    assert isinstance(answer, Read), answer
    return answer.told.value


def problem(answer: Read | Miss) -> str:
    assert isinstance(answer, Miss), answer
    return answer.problem


def test_a_birthday_is_read_and_written_out() -> None:
    answer = read("birth_date", "一九四九年十二月三十一号")
    assert value(answer) == "1949-12-31"
    assert isinstance(answer, Read) and answer.told.shown == "1949年12月31日" and answer.aloud == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("一九四九年二月三十一号", "impossible_date"),
        ("二零三九年三月八号", "future_date"),
        ("四九年", "partial_date"),
        ("那个啥", "date"),
        ("四九年腊月初八", "printed_date"),
    ],
)
def test_a_birthday_that_cannot_be_is_told_why(said: str, why: str) -> None:
    assert problem(read("birth_date", said)) == why


def test_a_birthday_by_the_moon_is_taken_once_the_card_was_asked_about() -> None:
    assert value(read("birth_date", "身份证上印的是一九四九年十二月八号", misses=1)) == "1949-12-08"
    by_moon = read("birth_date", "四九年腊月初八", misses=1)
    assert value(by_moon) == "1950-01-25"
    assert isinstance(by_moon, Read) and "腊月初八" in by_moon.told.said


def test_a_birthday_begun_is_told_to_its_end() -> None:
    first = read("birth_date", "一九四九年")
    assert isinstance(first, Miss)
    assert value(read("birth_date", "十二月三十一号", misses=1, begun=first.begun)) == "1949-12-31"


def test_a_birthday_that_is_not_the_cards_is_asked_about_and_then_believed() -> None:
    said = "一九四九年十二月三十号"
    assert problem(read("birth_date", said, ID_NUMBER)) == "not_as_printed"
    assert value(read("birth_date", said, ID_NUMBER, misses=1)) == "1949-12-30"
    assert value(read("birth_date", "一九四九年十二月三十一号", ID_NUMBER)) == "1949-12-31"


def test_an_identity_number_that_is_not_of_the_birthday_told_is_asked_about() -> None:
    told = Told("birth_date", "birth_date", "生日", "1949-12-30", "1949年12月30日")
    first = read("id_number", ID_NUMBER.value, told)
    assert problem(first) == "other_birthday"
    assert (
        isinstance(first, Miss)
        and value(read("id_number", ID_NUMBER.value, told, begun=first.begun)) == ID_NUMBER.value
    )


def test_another_persons_number_is_asked_about() -> None:
    assert problem(read("id_number", ID_NUMBER.value, beneficiary="spouse")) == "another_person"


def test_an_appointment_may_lie_ahead() -> None:
    assert value(read("date", "明天")) == "2026-11-25"
    assert problem(read("date", "二月三十号")) in ("impossible_date", "partial_date")
    assert problem(read("date", "以后吧")) == "date"


def test_a_phone_is_told_to_its_end_and_whose_it_is_is_kept() -> None:
    first = read("phone", "一三八 零零一三")
    assert problem(first) == "incomplete"
    assert isinstance(first, Miss) and value(read("phone", "八零零零", begun=first.begun)) == "13800138000"
    childs = read("phone", "一三八零零一三八零零零，我儿子的", beneficiary="child")
    assert isinstance(childs, Read) and childs.told.said == "您孩子"
    assert problem(read("phone", "12345")) == "hotline"


def test_an_address_without_a_door_is_asked_for_once_and_then_taken_as_it_is() -> None:
    first = read("address", "阳光小区三栋")
    assert problem(first) == "partial_address"
    assert (
        isinstance(first, Miss)
        and value(read("address", "二单元四零二", misses=1, begun=first.begun)) == "阳光小区三栋二单元四零二"
    )
    assert value(read("address", "王家村东头", misses=1)) == "王家村东头"
    assert masked_address("阳光小区三栋二单元四零二") == "阳光小区****"


def test_a_relation_is_the_one_that_was_heard() -> None:
    assert value(read("relation", "我老伴", beneficiary="spouse")) == "spouse"
    assert problem(read("relation", "那个谁")) == "relation"


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("楼道的", "楼道"), ("第二个", "楼道"), ("最后那个", "别处"), ("楼到", "楼道"), ("家里头的水管", "家里")],
)
def test_a_choice_by_word_place_or_sound(said: str, chosen: str) -> None:
    assert value(read("choice", said, choices=("家里", "楼道", "别处"))) == chosen


def test_a_choice_that_is_none_is_asked_again() -> None:
    assert problem(read("choice", "都不是那样的", choices=("家里", "楼道", "别处"))) == "choice"


@pytest.mark.parametrize(
    ("said", "label", "agreed"), [("要", "", "yes"), ("不要了", "", "no"), ("成啊那就这么办了吧", "dlg.affirm", "yes")]
)
def test_yes_and_no(said: str, label: str, agreed: str) -> None:
    assert value(read("yes_no", said, label=label)) == agreed


def test_free_words_are_kept_and_not_for_ever() -> None:
    assert value(read("text", "水管漏水好几天了")) == "水管漏水好几天了"
    assert len(value(read("text", "漏" * 5000))) == 300
    assert problem(read("text", "……")) == "text"
    assert problem(read("text", "1")) == "text"


@pytest.mark.parametrize("said", ["赵玉梅", "我叫赵玉梅", "买买提"])
def test_names_with_and_without_a_known_surname(said: str) -> None:
    assert value(read("name", said)) == said.removeprefix("我叫")


def test_a_surname_alone_is_no_name() -> None:
    first = read("name", "姓赵")
    assert problem(first) == "given_name"
    assert isinstance(first, Miss) and value(read("name", "玉梅", begun=first.begun)) == "赵玉梅"
