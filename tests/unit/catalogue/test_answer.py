"""What a resident hears and sees, and what is kept back from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.catalogue.answer import compose
from actions.catalogue.model import Grade
from actions.catalogue.trust import Doubt

from .conftest import CHECKED, TODAY, Bench, fact, local

pytestmark = pytest.mark.unit

PLACE = [
    {"say": "到社区去。", "rests_on": ["papers"]},
    {"say": "咱们这儿在{value}。", "local": "place"},
]


def test_a_trusted_sentence_is_said_to_the_person(bench: Bench) -> None:
    answer = bench.answer("materials")
    assert answer.spoken == ("带上您的身份证。",)
    assert answer.withheld == ()


@pytest.mark.parametrize(("beneficiary", "who"), [("mother", "您母亲"), ("stranger", "这位老人")])
def test_for_somebody_else_the_person_changes(bench: Bench, beneficiary: str, who: str) -> None:
    assert bench.answer("materials", beneficiary=beneficiary).spoken == (f"带上{who}的身份证。",)


def test_a_sentence_only_for_others(bench: Bench) -> None:
    extra = {"say": "再带您自己的身份证。", "rests_on": ["papers"], "when": "other"}
    bench.service["spoken"]["materials"].append(extra)
    assert len(bench.answer("materials").spoken) == 1
    assert bench.answer("materials", beneficiary="father").spoken[-1] == "再带您自己的身份证。"


def test_a_local_value_is_put_in(bench: Bench) -> None:
    bench.service["spoken"]["place"] = PLACE
    answer = bench.answer("place", "town")
    assert answer.spoken == ("到社区去。", "咱们这儿在小街一号。")
    assert answer.card.place == ("办理点：小街一号",)


def test_without_a_region_it_says_that_it_differs_and_who_knows(bench: Bench) -> None:
    bench.service["spoken"]["place"] = PLACE
    answer = bench.answer("place")
    assert answer.spoken == ("到社区去。", "办理点各地不一样，您打12345问最准。")
    assert answer.card.place == ("办理点各地不一样，您打12345问最准。",)
    assert answer.withheld[0].doubt is Doubt.DIFFERS


def test_a_key_the_city_left_open_differs_too(bench: Bench) -> None:
    bench.service["spoken"]["place"] = PLACE
    bench.region["values"] = {}
    assert "各地不一样" in bench.answer("place", "town").spoken[1]


@pytest.mark.parametrize(
    ("value", "word"),
    [(local("小街一号", "M"), "还没有核实"), (local("小街一号", expires_after_days=0.5), "过期了")],
)
def test_a_doubtful_local_value_is_not_said(bench: Bench, value: dict[str, object], word: str) -> None:
    bench.service["spoken"]["place"] = PLACE
    bench.region["values"] = {"tiny": {"place": value}}
    answer = bench.answer("place", "town")
    assert word in answer.spoken[1]
    assert "小街" not in "".join((*answer.spoken, *answer.card.place))


def test_memory_is_never_said_nor_shown(bench: Bench) -> None:
    bench.service["facts"]["materials"] = [fact("papers", "带身份证。", "M")]
    answer = bench.answer("materials")
    assert answer.spoken == ("要带的东西我还没有核实，不敢乱说，您打12345问最准。",)
    assert answer.card.bring == ()
    assert answer.withheld[0].doubt is Doubt.UNVERIFIED


def test_what_is_missing_can_be_named_more_closely(bench: Bench) -> None:
    bench.service["facts"]["materials"] = [fact("papers", "带身份证。", "M")]
    bench.service["spoken"]["materials"][0]["about"] = "要不要带照片"
    assert bench.answer("materials").spoken[0].startswith("要不要带照片我还没有核实")


def test_a_fact_is_good_to_the_last_day_of_its_horizon_and_not_a_day_longer(bench: Bench) -> None:
    bench.service["facts"]["materials"] = [fact("papers", "带身份证。", expires_after_days=30)]
    last = CHECKED + timedelta(days=30)
    assert bench.answer("materials", today=last).spoken == ("带上您的身份证。",)
    late = bench.answer("materials", today=last + timedelta(days=1))
    assert late.spoken == ("要带的东西我这里的说法过期了，您打12345问最准。",)
    assert late.card.bring == ()


def test_what_holds_in_one_city_is_said_there_and_nowhere_else(bench: Bench) -> None:
    bench.service["facts"]["fee"] = [fact("price", "每证十块。", only_in="小城")]
    bench.service["spoken"]["fee"] = [{"say": "本地要收钱。", "rests_on": ["price"]}]
    assert bench.answer("fee", "town").spoken == ("本地要收钱。",)
    assert bench.answer("fee", "town").card.fee == ("每证十块。",)
    assert bench.answer("fee").spoken == ("费用各地不一样，您打12345问最准。",)
    assert bench.answer("fee").card.fee == ()


def test_several_things_kept_back_for_one_reason_make_one_sentence(bench: Bench) -> None:
    bench.service["varies"].append({"key": "days", "topic": "time_limit", "what": "时限"})
    bench.service["spoken"]["place"] = [*PLACE, {"say": "要{value}。", "local": "days"}]
    assert bench.answer("place").spoken == ("到社区去。", "办理点、时限各地不一样，您打12345问最准。")


def test_a_hotline_of_memory_gives_way_to_the_general_one(bench: Bench) -> None:
    bench.service["responsible"]["hotline"] = "12338"
    bench.service["spoken"]["fee"] = [{"say": "打{hotline}问。", "rests_on": ["body"]}]
    answer = bench.answer("fee")
    assert answer.spoken == ("打12345问。",)
    assert answer.card.helper is not None
    assert answer.card.helper.hotline is not None
    assert answer.card.helper.hotline.spoken == "幺二三四五"


def test_when_every_hotline_is_past_its_horizon_the_people_here_are_named(bench: Bench) -> None:
    bench.service["spoken"]["fee"] = [{"say": "打{hotline}问。", "rests_on": ["body"]}]
    answer = bench.answer("fee", today=CHECKED + timedelta(days=400))
    assert answer.spoken == ("费用我这里的说法过期了，请问一下这里的工作人员。",)


def test_without_a_hotline_the_people_here_are_named(bench: Bench) -> None:
    del bench.service["responsible"]["hotline"]
    bench.service["spoken"]["place"] = PLACE
    assert bench.answer("place").spoken[1] == "办理点各地不一样，请问一下这里的工作人员。"


def test_a_body_nobody_verified_is_not_shown(bench: Bench) -> None:
    bench.service["facts"]["responsible"] = [fact("body", "归民政局管。", "M")]
    assert bench.answer("fee").card.helper is None


def test_the_card_says_what_to_bring_and_why(bench: Bench) -> None:
    card = bench.answer("materials").card
    assert (card.heading, card.service) == ("要带什么", "小事一件")
    assert [(material.item, material.why) for material in card.bring] == [("身份证", "核对是不是本人")]
    assert card.fee == ("每证20元。",)
    assert card.no_phone_way == ("不用手机，带身份证来就行。",)
    assert card.helper is not None
    assert card.helper.level == "社区代收，上面办"


def test_whoever_acts_for_another_sees_what_they_must_bring_themselves(bench: Bench) -> None:
    items = [material.item for material in bench.answer("materials", beneficiary="mother").card.bring]
    assert items == ["身份证", "代办人的身份证"]


def test_an_answer_says_where_it_comes_from_at_its_weakest(bench: Bench) -> None:
    old = fact("price", "每证20元。", "P", source="某网页") | {"checked_on": date(2026, 6, 1)}
    bench.service["facts"]["fee"] = [old]
    bench.service["spoken"]["fee"] = [{"say": "要带证，每证二十元。", "rests_on": ["papers", "price"]}]
    provenance = bench.answer("fee").card.provenance
    assert provenance is not None
    assert provenance.sources == ("某法第1条", "某网页")
    assert (provenance.grade, provenance.grade_title) == (Grade.PAGE, "公开网页")
    assert provenance.checked_on == date(2026, 6, 1)


def test_an_answer_that_knows_nothing_names_no_source(bench: Bench) -> None:
    answer = bench.answer("fee", today=date(2036, 1, 1))
    assert answer.card.provenance is None


def test_three_other_aspects_are_offered(bench: Bench) -> None:
    assert [(next_.aspect, next_.title) for next_ in bench.answer("overview").follow_ups] == [
        ("materials", "要带什么"),
        ("place", "在哪儿办"),
        ("apply", "现在就办"),
    ]


def test_a_service_may_choose_its_own_follow_ups(bench: Bench) -> None:
    bench.service["follow_ups"] = {"overview": ["fee", "status", "proxy"]}
    assert [next_.aspect for next_ in bench.answer("overview").follow_ups] == ["fee", "status", "proxy"]
    assert bench.answer("fee").follow_ups[0].aspect == "materials"


def test_an_invented_region_says_so(bench: Bench) -> None:
    assert bench.answer("fee", "town").card.note is None
    bench.region["invented"] = True
    assert bench.answer("fee", "town").card.note == "小城是编出来的例子，不能当真。"


def test_an_unknown_aspect_is_an_error(bench: Bench) -> None:
    catalogue = bench.load()
    with pytest.raises(KeyError):
        compose(catalogue.services["tiny"], "weather", catalogue=catalogue, today=TODAY)


def test_the_region_belongs_to_the_catalogue_not_to_the_service(bench: Bench) -> None:
    bench.service["spoken"]["place"] = PLACE
    here = bench.load("town")
    nowhere = replace(here, region=None)
    said = [
        compose(here.services["tiny"], "place", catalogue=catalogue, today=TODAY).spoken[1]
        for catalogue in (here, nowhere)
    ]
    assert said == ["咱们这儿在小街一号。", "办理点各地不一样，您打12345问最准。"]
