"""Which number to call, and who is responsible."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.catalogue.loader import load_catalogue
from actions.model import NeedKind
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12333是干啥的", "12333"),
        ("幺二三九三是哪儿的电话", "12393"),
        ("社保的热线是多少", "12333"),
        ("医保报销打哪个电话问", "12393"),
        ("我想报警打多少", "110"),
        ("着火了打几号来着", "119"),
        ("叫救护车打什么电话", "120"),
        ("心里难受找谁说说电话多少", "12356"),
        ("反诈的电话号码", "96110"),
        ("免费法律咨询的电话", "12348"),
        ("请律师帮忙打哪个号", "12348"),
        ("买东西上当了消费维权打哪个", "12315"),
        ("交通事故打什么电话", "122"),
        ("热线电话是多少", "12345"),
        ("有个啥热线来着", "12345"),
        ("停电了打哪个电话", "12345"),
    ],
)
def test_the_number_that_fits_the_words(visit: Conversation, text: str, number: str) -> None:
    (answer,) = visit.hear(text, "svc.hotline")
    assert answer.name == "utter_hotline"
    assert f"您打{number}，" in answer.text
    assert answer.card is not None
    assert answer.card["who_helps"]["hotline"] == number
    assert answer.card["checked_on"]


def test_without_telling_words_it_is_the_hotline_of_the_service(visit: Conversation) -> None:
    visit.hear("社保卡", "svc.social_card")
    (answer,) = visit.hear("那打哪个电话问呢", "svc.hotline")
    assert "您打12333" in answer.text


@pytest.mark.parametrize("number", ["12338", "12349", "95598"])
def test_a_number_of_memory_is_not_given_as_true(visit: Conversation, number: str) -> None:
    (answer,) = visit.hear(f"{number}是什么电话", "svc.hotline")
    assert answer.name == "utter_hotline_unverified"
    assert "没有核实" in answer.text
    assert "12345" in answer.text


def test_a_public_number_nobody_wrote_down_is_not_vouched_for(visit: Conversation) -> None:
    (answer,) = visit.hear("95599给我打电话是真的吗", "svc.hotline")
    assert answer.name == "utter_hotline_unverified"


def test_a_private_number_is_never_said_back(visit: Conversation) -> None:
    (answer,) = visit.hear("13800138000是哪儿的电话", "svc.hotline")
    assert "13800138000" not in answer.text


def test_numbers_past_their_horizon_give_way_to_the_people_here(visit: Conversation, station: Station) -> None:
    station.clock.moment += timedelta(days=4000)
    (answer,) = visit.hear("热线电话是多少", "svc.hotline")
    assert answer.name == "utter_hotline_unknown_here"


def test_a_catalogue_without_hotlines_names_none(visit: Conversation, station: Station) -> None:
    station.shelf.catalogue = replace(station.shelf.catalogue, hotlines={}, services={})
    assert visit.hear("热线电话是多少", "svc.hotline")[0].name == "utter_hotline_unknown_here"


def test_who_is_responsible_for_what_was_named(visit: Conversation) -> None:
    (answer,) = visit.hear("身份证归谁管", "meta.responsibility")
    assert "归公安局管" in answer.text
    assert visit.slots["service"] == "id_card"


def test_who_is_responsible_for_what_is_talked_about(visit: Conversation) -> None:
    visit.hear("社保卡", "svc.social_card")
    (answer,) = visit.hear("这事归谁管", "meta.responsibility")
    assert answer.card is not None
    assert (answer.card["service"], answer.card["aspect"]) == ("social_card", "who_is_responsible")


def test_the_longest_name_is_the_one_meant(visit: Conversation) -> None:
    (answer,) = visit.hear("老年公交卡归谁管", "meta.responsibility")
    assert answer.card is not None
    assert answer.card["service"] == "elder_card"


def test_without_a_service_it_asks_and_keeps_what_was_asked(visit: Conversation) -> None:
    (question,) = visit.hear("这事归谁管", "meta.responsibility")
    assert question.name == "utter_responsibility"
    assert question.buttons[0][1] == '/svc.pension_cert{"aspect":"who_is_responsible"}'
    (answer,) = visit.hear("身份证", "svc.id_card", aspect="overview")
    assert "归公安局管" in answer.text


@pytest.fixture
def in_town(station: Station) -> Station:
    """The same station in a city that has filled in whose job is what."""
    station.shelf.catalogue = load_catalogue(region="example")
    return station


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("路灯坏了归谁管", "城市管理局"),
        ("我们这条巷子路登不亮了该找哪个部门", "城市管理局"),
        ("楼下跳广场舞吵死人 谁来管", "派出所"),
        ("走廊堆满了纸壳子到底哪家管", "物业公司"),
    ],
)
def test_whose_job_is_told_in_one_turn_with_phone_and_days(
    visit: Conversation, in_town: Station, text: str, body: str
) -> None:
    visit.slots["service"] = "social_card"
    told = visit.hear(text, "meta.responsibility")
    assert body in told[0].text and "12345" in told[0].text and "回话" in told[-1].text
    assert told[0].card is not None and "编出来的例子" in told[0].card["note"]


@pytest.mark.parametrize("text", ["天上掉陨石归谁管", "隔壁占了我的菜地哪个管这号事", "电线杆歪了不晓得找哪家"])
def test_a_thing_nobody_wrote_down_is_not_guessed(visit: Conversation, station: Station, text: str) -> None:
    visit.slots["service"] = "social_card"
    (told,) = visit.hear(text, "meta.responsibility")
    assert told.name == "utter_responsible_unknown" and "12345" in told.text
    assert [need.kind for need in station.store.noted] == [NeedKind.NO_SERVICE]


@pytest.mark.parametrize("text", ["这事归谁管", "这到底归哪个部门管呢", "呢件事边个部门负责嘎", "那该找谁呀"])
def test_pointing_back_means_what_was_talked_about(visit: Conversation, text: str) -> None:
    visit.slots["service"] = "social_card"
    (told,) = visit.hear(text, "meta.responsibility")
    assert told.card is not None and told.card["service"] == "social_card"
