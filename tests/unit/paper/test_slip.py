"""The slip tells a person everything about their case, invents nothing, and gives nobody's number away."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from actions.cases.model import Case, Details
from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import Catalogue
from actions.catalogue.speakable import complaint_about_sentence
from actions.paper.qr import qr_code
from actions.paper.slip import slip_card, slip_spoken, slip_text
from assistant.text.speakable import sentences
from kiosk import private
from kiosk.loudspeaker import Loudspeaker
from tests.unit.paper.samples import CASE, CODE, ID_NUMBER, NOW, PHONE, a_slip

pytestmark = pytest.mark.unit

LINK = "https://t.me/linban_bot?start="
LATER = date(2031, 1, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def in_town() -> Catalogue:
    return load_catalogue(region="example")


def lines(card: Mapping[str, object], name: str) -> list[str]:
    blocks = card["blocks"]
    assert isinstance(blocks, list)
    return [line["text"] for block in blocks if block["name"] == name for line in block["lines"]]


@pytest.mark.parametrize("region", [None, "example"])
def test_every_slip_can_be_read_aloud_in_short_sentences(region: str | None) -> None:
    catalogue = load_catalogue(region=region) if region else load_catalogue()
    for service in catalogue.services:
        card = a_slip(catalogue, replace(CASE, service=service))
        spoken = slip_spoken(card, catalogue)
        problems = [
            complaint_about_sentence(one.replace(card["number"]["text"], ""), catalogue.rules) for one in spoken
        ]
        assert problems == [None] * len(spoken), spoken


def test_what_is_read_aloud_tells_all_that_is_to_be_done_and_nothing_of_the_person(catalogue: Catalogue) -> None:
    spoken = "".join(slip_spoken(a_slip(catalogue), catalogue))
    assert spoken.count("1380 0138") == 2
    for word in ("高龄津贴", "2026年12月1日以前", "12345", "户口簿", "街道便民服务窗口", "民政局", "要密码，都别信"):
        assert word in spoken
    for word in ("王", "138****8000", "8000", ID_NUMBER[-4:], CODE[:3], "482 913"):
        assert word not in spoken
    assert Loudspeaker.load().says(sentences(spoken)) == sentences(spoken), "all of it may be heard in a public room"


def with_details(**changes: object) -> Case:
    return replace(CASE, details=replace(CASE.details, **changes))


def test_it_says_what_was_filed_when_it_is_answered_whom_to_call_and_what_happens_next(catalogue: Catalogue) -> None:
    card = a_slip(catalogue)
    assert (card["kind"], card["heading"]) == ("slip", catalogue.services["elder_allowance"].title)
    assert card["number"]["text"] == "1380 0138"
    assert lines(card, "answer") == ["2026年12月1日以前"]
    assert lines(card, "call") == ["12345"]
    assert any("民政局" in line for line in lines(card, "next"))
    assert lines(card, "filed")[-1] == "2026年11月24日登记"


def test_the_one_it_is_for_is_named_by_relation_and_surname_and_by_no_sex(catalogue: Catalogue) -> None:
    assert lines(a_slip(catalogue), "filed")[0] == "您母亲（姓王）"
    for_self = with_details(beneficiary="self")
    assert lines(a_slip(catalogue, for_self), "filed")[0] == "您（姓王）"
    of_two_characters = with_details(answers=(replace(CASE.details.answers[0], value="欧阳春"),))
    assert lines(a_slip(catalogue, of_two_characters), "filed")[0] == "您母亲（姓欧阳）"
    unclear = with_details(answers=(replace(CASE.details.answers[0], value="买买提"),))
    assert lines(a_slip(catalogue, unclear), "filed")[0] == "您母亲"


@pytest.mark.parametrize(
    "secret", [ID_NUMBER, ID_NUMBER[-4:], PHONE, PHONE[3:7], "王秀英", "秀英", "李梅", "先生", "女士"]
)
def test_nothing_of_a_person_stands_in_the_clear(catalogue: Catalogue, secret: str) -> None:
    card = a_slip(catalogue)
    told = json.dumps(
        {**card, "number": None, "blocks": [{**one, "qr": None} for one in card["blocks"]]}, ensure_ascii=False
    )
    assert secret not in told
    assert "电话138****8000" in lines(card, "filed")


def test_without_a_phone_no_phone_is_spoken_of(catalogue: Catalogue) -> None:
    name, _, phone = CASE.details.answers
    nobody = with_details(answers=(name, replace(phone, value="", shown="没有电话")))
    assert not any("电话" in line for line in lines(a_slip(catalogue, nobody), "filed"))


def test_only_what_applies_is_to_be_brought_with_what_does_instead(catalogue: Catalogue) -> None:
    service = catalogue.services["elder_allowance"]
    card = a_slip(catalogue, materials=service.materials[:1])
    (bring,) = (block for block in card["blocks"] if block["name"] == "bring")
    assert [line["text"] for line in bring["lines"]] == [service.materials[0].item]
    assert str(service.materials[0].substitute) in bring["lines"][0]["note"]
    assert lines(a_slip(catalogue, materials=()), "bring") == []


def test_what_can_no_longer_be_told_as_true_is_left_out(catalogue: Catalogue) -> None:
    materials = catalogue.services["elder_allowance"].materials
    card = slip_card(CASE, catalogue, LATER, materials=materials)
    assert lines(card, "bring") == []
    assert lines(card, "call") == [catalogue.phrases.ask_staff]


def test_local_values_stand_there_only_where_a_region_fills_them_in(catalogue: Catalogue, in_town: Catalogue) -> None:
    service = in_town.services["elder_allowance"]
    (key,) = (local.key for local in service.varies.values() if local.topic == "place")
    assert in_town.region
    value = in_town.region.values[service.id, key].value
    assert any(value in line for line in lines(a_slip(in_town), "place"))
    assert value not in json.dumps(a_slip(catalogue), ensure_ascii=False)
    assert any("各地不一样" in line for line in lines(a_slip(catalogue), "place"))


def test_an_invented_region_is_called_so_and_a_real_one_is_not(catalogue: Catalogue, in_town: Catalogue) -> None:
    assert "编出来的" in a_slip(in_town)["note"] and "编出来的" in slip_text(a_slip(in_town))
    assert a_slip(catalogue)["note"] is None


def test_where_it_comes_from_and_when_it_was_checked_stands_at_the_foot(catalogue: Catalogue) -> None:
    source, checked = a_slip(catalogue)["foot"]
    assert source.startswith("出处：") and checked == "核对日期：2026年11月23日"


def test_without_a_promised_day_none_is_made_up(catalogue: Catalogue) -> None:
    card = a_slip(catalogue, replace(CASE, due_on=None))
    assert lines(card, "answer") == ["没有定日子，请问一下这里的工作人员"]
    assert not any("过了日子" in line for line in lines(card, "next"))


def test_a_complaint_has_a_slip_without_anything_to_bring(catalogue: Catalogue) -> None:
    complaint = replace(CASE, service="complaint", details=Details("self", ()))
    card = a_slip(catalogue, complaint)
    assert (card["heading"], lines(card, "call"), lines(card, "place"), card["foot"]) == ("投诉", ["12345"], [], [])


def test_a_service_nobody_knows_any_more_still_has_a_slip(catalogue: Catalogue) -> None:
    card = a_slip(catalogue, replace(CASE, service="gone"))
    assert (card["heading"], card["number"]["text"]) == ("您登记的事", "1380 0138")


def test_the_code_stands_large_with_how_long_it_works_and_where(catalogue: Catalogue) -> None:
    local = NOW.astimezone()
    (block,) = (one for one in a_slip(catalogue)["blocks"] if one["name"] == "code")
    assert block["lines"][0] == {"text": "482 913", "note": "在手机上跟邻伴说话，发这六个数。"}
    assert block["qr"] == qr_code(CODE)
    assert f"{local.hour}点15分以前有效" in block["lines"][1]["text"]
    assert "过一会儿就作废" in lines(a_slip(catalogue, code_until=None), "code")[1]
    assert lines(a_slip(catalogue, code=None), "code") == []


def test_where_the_bot_is_known_the_picture_leads_there_with_nothing_but_the_code(catalogue: Catalogue) -> None:
    (block,) = (one for one in a_slip(catalogue, link=LINK)["blocks"] if one["name"] == "code")
    assert block["lines"][0]["text"] == "482 913" and "扫一扫" in block["lines"][0]["note"]
    assert block["qr"] == qr_code(f"https://t.me/linban_bot?start={CODE}")


def test_in_a_chat_it_is_a_few_short_lines_without_the_code(catalogue: Catalogue) -> None:
    text = slip_text(a_slip(catalogue))
    assert text.startswith("办事单：高龄津贴\n编号：1380 0138\n")
    assert "本人身份证和复印件；户口簿和复印件" in text
    assert CODE not in re.sub(r"\D", "", text) and len(text.splitlines()) <= 9


def test_every_service_has_a_slip_with_no_brace_left_open(in_town: Catalogue) -> None:
    for service in in_town.services:
        card = a_slip(in_town, replace(CASE, service=service))
        assert not re.search(r"[{}]", slip_text(card) + "".join(card["foot"])), service


def test_the_screen_hides_nothing_more_of_it(in_town: Catalogue) -> None:
    """Numbers of people are hidden on every card; that of the case, the code and the picture are nobody's."""
    assert private.shown_card(a_slip(in_town)) == a_slip(in_town)


def test_the_day_it_was_filed_is_the_stations_whatever_clock_the_store_keeps(catalogue: Catalogue) -> None:
    elsewhere = replace(CASE, filed_at=NOW.astimezone())
    assert a_slip(catalogue, elsewhere) == a_slip(catalogue)
