"""A person asks about services, their own way, and gets one message with a card and what to ask next."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from actions.catalogue.model import ASPECTS, Catalogue
from actions.model import NeedKind
from assistant.text.kinship import Beneficiary
from tests.unit.actions.conversation import Conversation, responses
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit


def test_a_service_is_answered_in_one_message_with_card_and_follow_ups(visit: Conversation) -> None:
    (answer,) = visit.hear("社保卡丢了咋办", "svc.social_card", aspect="steps")
    assert "先打12333" in answer.text
    assert answer.card is not None
    assert (answer.card["kind"], answer.card["service"], answer.card["title"]) == (
        "answer",
        "social_card",
        "社保卡",
    )
    assert answer.card["heading"] == "怎么办"
    assert len(answer.buttons) == 3
    assert all(payload.startswith("/ask.") for _, payload in answer.buttons)


def test_a_card_is_plain_json_with_what_the_screen_lays_out(visit: Conversation) -> None:
    (answer,) = visit.hear("补身份证要带啥", "svc.id_card", aspect="materials")
    card = json.loads(json.dumps(answer.card, ensure_ascii=False))
    assert card["items"][0] == {
        "text": "居民户口簿",
        "note": "在外地办的，居住证也行",
        "why": "核对户籍",
        "where_to_get": "户籍地派出所",
    }
    assert card["items"][1]["note"].startswith("在外地补领时")
    assert card["who_helps"]["hotline"] == "12345"
    assert card["fee"] == [
        "到期换领每证20元，丢失补领、损坏换领每证40元。",
        "城市低保居民和农村有特殊生活困难的居民，初次申领和换领免收工本费。",
        "志愿者帮忙不收钱，也不能变相收钱。",
    ]
    assert card["no_phone_way"] == ["不用手机，本人带户口簿到派出所当面办。"]
    assert card["warnings"]
    assert card["checked_on"] == "2026-11-23"
    assert card["source"]
    assert card["grade"] == "公开网页"


@pytest.mark.parametrize("aspect", [aspect for aspect in ASPECTS if aspect != "apply"])
def test_every_aspect_has_its_card(visit: Conversation, aspect: str) -> None:
    (answer,) = visit.hear("高龄津贴", "svc.elder_allowance", aspect=aspect)
    assert answer.card is not None
    assert answer.card["aspect"] == aspect
    assert answer.text


def test_what_was_asked_next_is_about_the_same_service(visit: Conversation) -> None:
    visit.hear("我身份证丢了", "svc.id_card", aspect="overview")
    (answer,) = visit.hear("那要多少钱", "ask.fee", aspect="fee")
    assert "四十元" in answer.text
    assert visit.slots["service"] == "id_card"
    assert visit.slots["aspect"] == "fee"


def test_an_aspect_nobody_knows_gives_the_overview(visit: Conversation) -> None:
    (answer,) = visit.hear("身份证", "svc.id_card", aspect="weather")
    assert answer.card is not None
    assert answer.card["aspect"] == "overview"


def test_asked_for_mother_the_answer_speaks_of_mother_and_goes_on_doing_so(visit: Conversation) -> None:
    (answer,) = visit.hear("我妈的身份证咋办", "svc.id_card", aspect="steps", beneficiary="mother")
    assert "您母亲本人到派出所" in answer.text
    (answer,) = visit.hear("在哪儿办", "ask.place")
    assert "您母亲户口所在地" in answer.text
    assert visit.slots["beneficiary"] == "mother"


def test_saying_that_it_is_for_oneself_ends_that(visit: Conversation) -> None:
    visit.hear("我妈的身份证咋办", "svc.id_card", aspect="steps", beneficiary="mother")
    (answer,) = visit.hear("给我自己办", "ask.steps", beneficiary="self")
    assert "您母亲" not in answer.text


def test_everybody_an_elder_may_speak_of_has_a_word(catalogue: Catalogue) -> None:
    assert set(catalogue.phrases.beneficiaries) == {who.value for who in Beneficiary}


def test_without_a_service_it_asks_which_and_keeps_what_was_asked(visit: Conversation) -> None:
    (question,) = visit.hear("要带啥", "ask.materials")
    assert question.text == "您问的是哪件事？"
    assert len(question.buttons) == 5
    assert question.buttons[0] == ("养老金认证", '/svc.pension_cert{"aspect":"materials"}')
    (answer,) = visit.hear("社保卡", "svc.social_card", aspect="overview")
    assert answer.card is not None
    assert (answer.card["service"], answer.card["aspect"]) == ("social_card", "materials")


def test_what_was_asked_is_forgotten_once_something_else_was_said(visit: Conversation) -> None:
    visit.hear("要带啥", "ask.materials")
    visit.hear("你好", "dlg.greet")
    (answer,) = visit.hear("社保卡", "svc.social_card", aspect="overview")
    assert answer.card is not None
    assert answer.card["aspect"] == "overview"


def test_a_service_that_left_the_catalogue_is_asked_about_again(visit: Conversation) -> None:
    (question,) = visit.hear("那个事", "svc.gone", aspect="fee")
    assert question.name == "utter_which_service"


def test_the_offer_names_what_was_not_told_yet(visit: Conversation) -> None:
    (first,) = visit.hear("身份证", "svc.id_card", aspect="overview")
    assert first.text.endswith("要不要我再说说要带什么？")
    (second,) = visit.press("/ask.place")
    assert second.text.endswith("要不要我再说说要带什么？")


def test_where_questions_would_shorten_the_list_they_are_offered(visit: Conversation) -> None:
    (materials,) = visit.hear("身份证要带啥", "svc.id_card", aspect="materials")
    assert materials.text.endswith("要不要我问您两句，只说您用得着的？")
    assert visit.slots["offered"] == "bring"


def test_when_everything_next_was_told_nothing_is_offered(visit: Conversation) -> None:
    for aspect in ("materials", "place", "apply", "overview"):
        (answer,) = visit.hear("身份证", "svc.id_card", aspect=aspect)
    assert "要不要" not in answer.text
    assert visit.slots["offered"] is None


def test_anothers_word_is_asked_about_and_not_guessed(visit: Conversation) -> None:
    (question,) = visit.hear("老年卡丢了", "svc.social_card", aspect="steps")
    assert question.text == "您说的是社保卡，还是坐车的老年卡？"
    assert question.buttons == (
        ("社保卡", '/svc.social_card{"aspect":"steps"}'),
        ("老年优待证", '/svc.elder_card{"aspect":"steps"}'),
    )
    assert visit.slots.get("service") is None
    (answer,) = visit.press(question.buttons[0][1])
    assert answer.card is not None
    assert answer.card["service"] == "social_card"


def test_beside_its_own_name_anothers_word_changes_nothing(visit: Conversation) -> None:
    (answer,) = visit.hear("拿身份证办社保卡行不", "svc.social_card", aspect="materials")
    assert answer.card is not None
    assert answer.card["service"] == "social_card"


def test_who_says_the_others_word_again_gets_the_other(visit: Conversation) -> None:
    visit.hear("老年卡丢了", "svc.social_card", aspect="steps")
    (answer,) = visit.hear("老年卡", "svc.social_card", aspect="overview")
    assert answer.card is not None
    assert (answer.card["service"], answer.card["aspect"]) == ("elder_card", "steps")


def test_another_service_the_station_does_not_have_is_a_need(visit: Conversation, station: Station) -> None:
    station.shelf.take_away("residence_permit")
    (question,) = visit.hear("居住证咋办", "svc.id_card", aspect="steps")
    assert question.buttons[1] == ("居住证", "/oos")
    (answer,) = visit.hear("居住证，我手机是13800138000", "svc.id_card")
    assert answer.name == "utter_out_of_scope"
    (need,) = [one for one in station.store.noted if one.kind is NeedKind.NO_SERVICE]
    assert (need.service, need.channel) == ("residence_permit", "kiosk")
    assert need.text == "居住证，我手机是*******8000"


def test_what_the_catalogue_must_keep_back_is_noted_without_words(visit: Conversation, station: Station) -> None:
    (answer,) = visit.hear("津贴一个月多少", "svc.elder_allowance", aspect="amount")
    assert "各地不一样" in answer.text
    kinds = {(one.kind, one.label, one.service, one.text) for one in station.store.noted}
    assert (NeedKind.DIFFERS, "ask.amount", "elder_allowance", "") in kinds


def test_a_store_that_fails_does_not_take_the_answer_away(visit: Conversation, station: Station) -> None:
    station.store.broken = True
    (answer,) = visit.hear("津贴一个月多少", "svc.elder_allowance", aspect="amount")
    assert "各地不一样" in answer.text


def test_without_a_catalogue_there_is_an_apology_and_a_way_to_a_person(
    visit: Conversation, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    station.shelf.broken = True
    (apology,) = visit.hear("我叫王小明，社保卡丢了", "svc.social_card", aspect="steps")
    assert apology.name == "utter_fallback"
    assert apology.buttons[0][1] == "/dlg.human"
    assert "StorageError" in caplog.text
    assert "王小明" not in caplog.text


def test_a_mistake_of_ours_is_an_apology_too_and_its_words_are_not_logged(
    visit: Conversation, station: Station, catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    station.shelf.catalogue = replace(catalogue, titles=replace(catalogue.titles, aspects={}))
    (apology,) = visit.hear("我叫王小明，社保卡丢了", "svc.social_card", aspect="steps")
    assert apology.name == "utter_fallback"
    assert "KeyError" in caplog.text
    assert "王小明" not in caplog.text


def test_the_offer_fits_every_title(catalogue: Catalogue) -> None:
    template = responses()["utter_answer_offering"]["text"]
    for title in catalogue.titles.aspects.values():
        assert title in template.format(answer="", first=title)


def test_two_wishes_in_one_sentence_are_told_one_after_the_other(visit: Conversation) -> None:
    (first,) = visit.hear(
        "老年证咋办还有身份证要多少钱", "svc.elder_card", aspect="steps", also="id_card", also_aspect="fee"
    )
    assert first.card is not None
    assert first.card["service"] == "elder_card"
    assert "您还问了身份证" in first.text
    assert first.buttons[0] == ("身份证", '/svc.id_card{"aspect":"fee"}')
    (second,) = visit.hear("好", "dlg.affirm")
    assert second.card is not None
    assert (second.card["service"], second.card["aspect"]) == ("id_card", "fee")
    assert "您还问了" not in second.text


def test_a_second_wish_is_kept_while_the_first_is_asked_about(visit: Conversation) -> None:
    visit.hear("老年证咋办还有身份证", "svc.elder_card", aspect="steps", also="id_card", also_aspect="overview")
    (more,) = visit.hear("那要带啥", "ask.materials", aspect="materials")
    assert more.card is not None
    assert more.card["service"] == "elder_card"
    assert "您还问了身份证" in more.text


def test_a_second_wish_can_be_declined(visit: Conversation) -> None:
    visit.hear("老年证咋办还有身份证", "svc.elder_card", aspect="steps", also="id_card", also_aspect="overview")
    visit.hear("不用了", "dlg.deny")
    (more,) = visit.hear("老年证要带啥", "svc.elder_card", aspect="materials")
    assert "您还问了" not in more.text


def test_a_second_wish_that_is_no_service_here_is_left_out(visit: Conversation) -> None:
    (first,) = visit.hear("老年证咋办还有别的", "svc.elder_card", aspect="steps", also="nothing", also_aspect="fee")
    assert "您还问了" not in first.text


def test_whoever_only_tells_what_happened_begins_no_form(visit: Conversation) -> None:
    (told,) = visit.hear("今天早上坐车掉的", "svc.elder_card", aspect="apply")
    assert told.card is not None and told.card["aspect"] == "overview"
    assert visit.hear("掉了给我补一个", "svc.elder_card", aspect="apply")[0].name == "utter_form_begin"


def test_whoever_reports_what_is_broken_wants_it_mended(visit: Conversation) -> None:
    said = visit.hear("厨房水管崩了 地上全是水", "svc.utility_repair", aspect="overview")
    assert said[0].name == "utter_form_begin"
    assert "水管崩了" in visit.slots["filling"]["answers"][0]["shown"]


def test_what_refers_back_is_added_to_the_report_and_replaces_nothing(visit: Conversation) -> None:
    visit.hear("水管崩了 地上全是水", "svc.utility_repair", aspect="overview")
    visit.hear("不是 是厨房那个", "dlg.correct")
    shown = visit.slots["filling"]["answers"][0]["shown"]
    assert "水管崩了" in shown and "厨房那个" in shown


@pytest.mark.parametrize("words", ["听说我们这片要停三天水 真的假的", '/svc.utility_repair{"aspect":"overview"}'])
def test_whoever_asks_about_repairs_is_told_about_them(visit: Conversation, words: str) -> None:
    (told,) = visit.hear(words, "svc.utility_repair", aspect="overview")
    assert told.card is not None and told.card["aspect"] == "overview"
