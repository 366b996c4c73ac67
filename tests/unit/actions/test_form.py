"""A form at the station: one question at a time, corrected on the way, filed once, never a dead end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions.cases.model import CaseState
from actions.cases.number import grouped, is_number
from actions.catalogue.model import Catalogue
from actions.form.shelf import KEPT, clear
from actions.form.state import from_slot
from actions.model import Reason, session_reference
from actions.outbox import ParcelState
from actions.ports import StorageError
from assistant.text.speakable import sentences
from kiosk.loudspeaker import Loudspeaker
from tests.unit.actions.conversation import Conversation, Heard
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

ID_NUMBER = "11010519491231002X"
ADDRESS = "阳光小区三栋二单元四零二"


def texts(heard: list[Heard]) -> str:
    return "".join(one.text for one in heard)


def names(heard: list[Heard]) -> list[str]:
    return [one.name for one in heard]


def begin(visit: Conversation, service: str = "elder_allowance", **entities: str) -> list[Heard]:
    return visit.hear("帮我办", f"svc.{service}", aspect="apply", **entities)


def fill(visit: Conversation) -> list[Heard]:
    """The elder allowance for the person herself, up to the review."""
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    visit.hear(ID_NUMBER, "inform.id_number")
    visit.hear("对", "dlg.affirm")
    visit.hear("13800138000", "inform.phone")
    return visit.hear(ADDRESS, "inform.address")


def test_it_asks_before_it_writes_anything_down_and_says_who_will_see_it(visit: Conversation) -> None:
    opening = texts(begin(visit))
    assert "姓名" in opening and "身份证号" in opening and "只给经办的人看" in opening
    assert visit.slots["asking"] == "consent"


def test_the_notice_is_said_in_less_than_fifteen_seconds(catalogue: Catalogue, station: Station) -> None:
    """At 180 characters a minute fifteen seconds are 45 characters."""
    for service in catalogue.services.values():
        if service.form is None:
            continue
        visit = Conversation(station.resources, session=service.id)
        begin(visit, service.id)
        for _ in range(8):
            if visit.slots["asking"] == "consent":
                break
            visit.hear("要第一个", "dlg.affirm")
        assert visit.slots["asking"] == "consent", service.id
        spoken = next(one for one in reversed(visit.events) if one.get("event") == "bot")["text"]
        assert sum(character.isalnum() for character in spoken) <= 45, service.id


def test_a_whole_form_becomes_one_case_with_its_number(visit: Conversation, station: Station) -> None:
    assert "交上去" in texts(fill(visit))
    filed = texts(visit.hear("交吧", "oos"))
    (case,) = station.store.cases
    assert is_number(case.number) and filed.count(grouped(case.number)) == 2
    assert (case.service, case.body, case.state) == ("elder_allowance", "民政局", CaseState.QUEUED)
    assert [told.value for told in case.details.answers] == ["王秀英", ID_NUMBER, "13800138000", ADDRESS]
    assert visit.slots["case"] == case.number and visit.slots["form"] is None
    with station.store() as work:
        assert len(work.outbox.in_state(ParcelState.WAITING)) == 1


def test_what_was_agreed_to_is_written_down_with_the_words_it_was_asked_in(
    visit: Conversation, station: Station
) -> None:
    fill(visit)
    with station.store() as work:
        (consent,) = work.consents.of_session(session_reference(visit.session))
    assert (consent.kind, consent.wording, consent.given) == ("personal", "utter_form_consent", True)


def test_a_notice_that_got_no_answer_is_not_read_out_again(visit: Conversation) -> None:
    begin(visit)
    assert names(visit.hear("赵玉梅", "inform.name")) == ["utter_form_miss_consent", "utter_form_consent_again"]
    assert names(visit.hear("你们要我电话干啥", "meta.privacy"))[0] == "utter_form_privacy"


def test_who_leaves_nothing_is_told_everything_all_the_same(visit: Conversation, station: Station) -> None:
    begin(visit)
    said = visit.hear("不留", "meta.privacy")
    assert names(said)[0] == "utter_form_not_kept"
    assert "社区" in texts(said)
    assert visit.slots["form"] is None and station.store.cases == []


def test_numbers_and_the_address_are_never_said_aloud(visit: Conversation) -> None:
    said = [texts(begin(visit)), texts(visit.hear("可以", "dlg.affirm")), texts(visit.hear("王秀英", "inform.name"))]
    said += [texts(visit.hear(ID_NUMBER, "inform.id_number")), texts(visit.hear("对", "dlg.affirm"))]
    said += [texts(visit.hear("13800138000", "inform.phone")), texts(visit.hear(ADDRESS, "inform.address"))]
    spoken = "".join(said)
    assert ID_NUMBER not in spoken and "13800138000" not in spoken and "三栋" not in spoken
    assert "002X" in spoken and "尾号8000" in spoken


def test_the_card_shows_what_was_told_with_its_numbers_masked(visit: Conversation) -> None:
    card = fill(visit)[-1].card
    assert card is not None
    shown = {item["text"]: item["note"] for item in card["items"]}
    assert shown["身份证号"].endswith("002X") and shown["身份证号"].startswith("*")
    assert shown["联系电话"] == "138****8000" and shown["姓名"] == "王**"
    assert "四零二" not in shown["住址"]


@pytest.mark.parametrize(
    ("words", "label", "key", "value"),
    [
        ("不对 电话最后是六", "dlg.deny", "phone", "13800138006"),
        ("名字不对，是王秀兰", "dlg.correct", "name", "王秀兰"),
        ("姓错了，是章，立早章", "dlg.correct", "name", "章秀英"),
        ("电话改成13900001234", "dlg.correct", "phone", "13900001234"),
        ("地址不对，是四栋", "dlg.correct", "address", "阳光小区4号楼2单元402室"),
    ],
)
def test_any_answer_can_be_corrected(visit: Conversation, words: str, label: str, key: str, value: str) -> None:
    fill(visit)
    visit.hear(words, label)
    filling = from_slot(visit.slots["filling"])
    assert filling is not None
    told = filling.answer(key)
    assert told is not None and told.value == value
    assert visit.slots["asking"] == "review"


def test_an_answer_said_to_be_wrong_is_asked_again_and_then_on_to_where_it_was(visit: Conversation) -> None:
    fill(visit)
    visit.hear("电话错了", "dlg.correct")
    assert visit.slots["asking"] == "phone"
    visit.hear("13900001234", "inform.phone")
    assert visit.slots["asking"] == "review"


def test_what_is_wrong_is_asked_with_a_button_for_each_answer(visit: Conversation) -> None:
    fill(visit)
    (which,) = visit.hear("不对", "dlg.deny")
    assert "联系电话" in which.titles
    visit.hear("联系电话", "oos")
    assert visit.slots["asking"] == "phone"


def test_back_is_the_question_before(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    visit.hear("回到上一个", "dlg.back")
    assert visit.slots["asking"] == "name"


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    said = visit.hear("那要带啥", "ask.materials")
    assert "户口簿" in texts(said)
    assert names(said)[-2:] == ["utter_form_back", "utter_form_ask"]
    assert (visit.slots["asking"], visit.slots["aspect"]) == ("name", "materials")


def test_something_else_to_be_done_waits_for_its_turn(visit: Conversation) -> None:
    fill(visit)
    visit.hear("还要报修", "svc.utility_repair", aspect="apply")
    assert visit.slots["form"] == "elder_allowance"
    visit.hear("交吧", "oos")
    visit.hear("好", "dlg.affirm")
    assert visit.slots["form"] == "utility_repair"


def test_it_is_asked_another_way_then_with_choices_then_a_person_comes(visit: Conversation, station: Station) -> None:
    begin(visit, "utility_repair")
    first = visit.hear("嗯那个", "oos")
    assert names(first) == ["utter_form_miss_choice", "utter_form_ask"]
    second = visit.hear("嗯那个", "oos")
    assert second[-1].name == "utter_form_choose" and second[-1].titles == ("家里", "楼道", "别处")
    third = visit.hear("嗯那个", "oos")
    assert names(third) == ["utter_form_person"]
    assert station.store.requests[-1].reason is Reason.NOT_UNDERSTOOD
    visit.hear("楼道", "oos")
    assert visit.slots["asking"] == "problem"


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("110105194912310021", "check_digit"),
        ("1101051949123100", "wrong_length"),
        ("110105490231002", "missing"),
        ("11010519490231" + "002X", "impossible_birthday"),
        ("11010520491231" + "0026", "future_birthday"),
    ],
)
def test_a_wrong_identity_number_is_told_why(visit: Conversation, number: str, problem: str) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    said = visit.hear(number, "inform.id_number")
    assert said[0].name.startswith("utter_form_miss_") and visit.slots["asking"] == "id_number"
    assert problem == "missing" or said[0].name == f"utter_form_miss_{problem}"


def test_a_childs_number_is_believed_only_when_it_is_said_again(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    child = "11010520180101001" + "9"
    said = visit.hear(child, "inform.id_number")
    assert said[0].name == "utter_form_miss_child"
    visit.hear(child, "inform.id_number")
    assert visit.slots["asking"] == "confirm.id_number"


def test_an_identity_number_heard_wrong_is_taken_back(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    visit.hear(ID_NUMBER, "inform.id_number")
    visit.hear("不对", "dlg.deny")
    assert visit.slots["asking"] == "id_number"
    filling = from_slot(visit.slots["filling"])
    assert filling is not None and filling.answer("id_number") is None


def test_who_has_no_telephone_need_not_have_one(visit: Conversation, station: Station) -> None:
    begin(visit, "elder_card")
    visit.hear("第一个", "oos")
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    visit.hear("没有手机", "svc.digital_lesson")
    visit.hear("交吧", "oos")
    (case,) = station.store.cases
    phone = case.details.of_type("phone")
    assert phone is not None and (phone.value, phone.shown) == ("", "没有电话")


def test_what_must_be_told_and_is_not_becomes_a_matter_for_a_person(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    said = visit.hear("不想说", "meta.privacy")
    assert names(said) == ["utter_form_must_have"]
    assert ("找人帮忙", "/dlg.human") in said[0].buttons


def test_what_touches_health_is_asked_for_separately_and_may_be_refused(visit: Conversation, station: Station) -> None:
    begin(visit, "chronic_outpatient")
    assert visit.slots["asking"] == "consent"
    visit.hear("可以", "dlg.affirm")
    assert visit.slots["asking"] == "consent.health"
    visit.hear("不说这个", "dlg.deny")
    assert visit.slots["asking"] == "name"
    visit.hear("王秀英", "inform.name")
    visit.hear("13800138000", "inform.phone")
    visit.hear("交吧", "oos")
    (case,) = station.store.cases
    assert case.details.answers[0].shown == "本人不愿意说" and case.details.answers[0].value == ""


def test_what_was_told_once_is_offered_again(visit: Conversation, station: Station) -> None:
    fill(visit)
    visit.hear("交吧", "oos")
    begin(visit, "care_subsidy")
    visit.hear("可以", "dlg.affirm")
    assert visit.slots["asking"] == "known"
    visit.hear("还用", "dlg.deny")
    assert visit.slots["asking"] == "review"
    visit.hear("交吧", "oos")
    assert station.store.cases[-1].details.answers[0].value == "王秀英"


def test_what_was_told_of_one_person_is_not_anothers(visit: Conversation) -> None:
    fill(visit)
    visit.hear("交吧", "oos")
    begin(visit, "care_subsidy", beneficiary="mother")
    visit.hear("可以", "dlg.affirm")
    filling = from_slot(visit.slots["filling"])
    assert filling is not None and visit.slots["asking"] == "known"
    visit.hear("还用", "oos")
    assert visit.slots["asking"] == "name"


def test_acting_for_another_is_told_its_limits_and_gives_a_name(visit: Conversation, station: Station) -> None:
    opening = begin(visit, beneficiary="mother")
    assert names(opening)[:2] == ["utter_form_begin", "utter_form_limits"]
    assert "您母亲" in texts(opening)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    visit.hear(ID_NUMBER, "inform.id_number")
    visit.hear("对", "dlg.affirm")
    visit.hear("13800138000", "inform.phone")
    visit.hear(ADDRESS, "inform.address")
    assert visit.slots["asking"] == "agent_name"
    visit.hear("李梅", "inform.name")
    visit.hear("不要", "dlg.deny")
    visit.hear("交吧", "oos")
    (case,) = station.store.cases
    assert case.details.beneficiary == "mother"
    assert case.details.agent is not None and case.details.agent.name == "李梅"


def test_it_turns_out_to_be_for_somebody_else(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    visit.hear("不是我办，是给我老伴办", "dlg.correct", beneficiary="spouse")
    assert visit.slots["beneficiary"] == "spouse" and visit.slots["asking"] == "name"


def test_a_form_put_aside_is_gone_on_with_where_it_stopped(visit: Conversation, station: Station) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("王秀英", "inform.name")
    assert names(visit.hear("不办了", "dlg.cancel")) == ["utter_form_paused", "utter_form_code"]
    assert visit.slots["form"] is None and station.store.cases == []
    visit.hear("谢谢", "dlg.thanks")
    visit.hear("接着办", "dlg.affirm")
    assert visit.slots["asking"] == "id_number"


def test_a_choice_is_understood_by_what_else_it_is_called(visit: Conversation) -> None:
    visit.hear("想学毛笔字给我报上", "svc.elder_university", aspect="apply")
    assert visit.slots["asking"] != "kind"
    visit.slots.clear()
    begin(visit, "elder_card")
    visit.hear("可以", "dlg.affirm")
    visit.hear("叫我弄丢了", "oos")
    assert visit.slots["asking"] != "kind"


def test_whoever_goes_on_telling_how_lonely_it_is_is_listened_to(visit: Conversation) -> None:
    begin(visit)
    first = visit.hear("一天到晚没个人说话", "social.lonely")
    assert first[0].name == "utter_lonely" and first[-1].name != "utter_lonely_people"
    then = visit.hear("心里空落落的", "social.lonely")
    assert [one.name for one in then] == ["utter_lonely", "utter_lonely_people"]
    again = visit.hear("接着办", "dlg.affirm")
    assert visit.slots["asking"] == "consent" and again


def test_danger_goes_first_and_the_form_waits(visit: Conversation) -> None:
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    assert names(visit.hear("我喘不上气了", "emg.medical"))[0] == "utter_emg_medical"
    visit.hear("王秀英", "inform.name")
    assert visit.slots["asking"] == "id_number"


def test_a_person_and_repetition_are_one_word_away(visit: Conversation) -> None:
    begin(visit)
    asked = visit.hear("可以", "dlg.affirm")
    assert texts(visit.hear("啊？", "dlg.repeat")) == texts(asked)
    assert names(visit.hear("找人", "dlg.human"))[0] == "utter_calling_person"
    visit.hear("王秀英", "inform.name")
    assert visit.slots["asking"] == "id_number"


def test_when_it_cannot_be_kept_nothing_is_lost_and_the_person_hears_so(visit: Conversation, station: Station) -> None:
    fill(visit)
    station.store.broken = True
    assert names(visit.hear("交吧", "oos")) == ["utter_form_not_filed"]
    station.store.broken = False
    visit.hear("再交一次", "dlg.affirm")
    assert len(station.store.cases) == 1


def test_the_same_form_sent_twice_is_one_case(visit: Conversation, station: Station) -> None:
    fill(visit)
    before = dict(visit.slots)
    visit.hear("交吧", "oos")
    visit.slots.update(before)
    visit.hear("交吧", "oos")
    assert len(station.store.cases) == 1


def test_a_complaint_is_taken_in_the_persons_own_words(visit: Conversation, station: Station) -> None:
    words = "我要投诉楼下天天半夜放音乐"
    visit.hear(words, "meta.complaint")
    assert visit.slots["asking"] == "answer_to"
    visit.hear("不要", "dlg.deny")
    visit.hear("交吧", "oos")
    (case,) = station.store.cases
    assert (case.service, case.details.answers[0].value) == ("complaint", words)


def test_a_complaint_needs_no_name_and_no_number(visit: Conversation, station: Station) -> None:
    visit.hear("我要投诉楼下天天半夜放音乐", "meta.complaint")
    visit.hear("要", "dlg.affirm")
    assert visit.slots["asking"] == "consent"
    visit.hear("不留", "meta.privacy")
    visit.hear("交吧", "oos")
    (case,) = station.store.cases
    assert case.details.of_type("phone") is None


def test_a_repair_goes_to_the_grid_the_house_stands_in(station: Station, catalogue: Catalogue) -> None:
    from actions.catalogue.loader import load_catalogue

    station.shelf.catalogue = load_catalogue(region="example")
    visit = Conversation(station.resources)
    visit.hear("楼道灯不亮了找人来修", "svc.utility_repair", aspect="apply")
    visit.hear("可以", "dlg.affirm")
    visit.hear(ADDRESS, "inform.address")
    visit.hear("王秀英", "inform.name")
    visit.hear("13800138000", "inform.phone")
    visit.hear("交吧", "oos")
    (case,) = station.store.cases
    assert case.grid == "幸福街道第一网格"
    assert [told.value for told in case.details.answers][:2] == ["楼道", "楼道灯不亮了找人来修"]


def test_a_form_whose_service_is_gone_says_so(visit: Conversation, station: Station) -> None:
    begin(visit)
    station.shelf.take_away("elder_allowance")
    assert names(visit.hear("可以", "dlg.affirm")) == ["utter_form_lost"]
    assert visit.slots["form"] is None
    station.shelf.catalogue = replace(station.shelf.catalogue)


def put_aside(visit: Conversation) -> str:
    """A form with a name in it, put aside; the code that was said."""
    begin(visit)
    visit.hear("可以", "dlg.affirm")
    visit.hear("赵玉梅", "inform.name")
    said = texts(visit.hear("不办了", "dlg.cancel"))
    return re.search(r"\d{3} \d{3}", said)[0]  # type: ignore[index]


def test_a_form_put_aside_is_gone_on_with_at_another_visit_by_its_code_once(station: Station) -> None:
    code = put_aside(Conversation(station.resources))
    another = Conversation(station.resources, session="visit-2", channel="telegram")
    assert names(another.hear("接着办", "dlg.affirm")) == ["utter_go_on_which"]
    another.hear(code, "fraud.credential")
    assert (another.slots["form"], another.slots["asking"]) == ("elder_allowance", "id_number")
    third = Conversation(station.resources, session="visit-3")
    assert names(third.hear(f"接着办 {code}", "oos")) == ["utter_go_on_unknown"]


def test_a_form_put_aside_can_be_thrown_away(visit: Conversation, station: Station) -> None:
    code = put_aside(visit)
    assert names(visit.hear("都删掉", "oos")) == ["utter_form_throw_away_ask"]
    assert names(visit.hear("留着", "dlg.deny")) == ["utter_what_else"]
    visit.hear("都删掉", "oos")
    assert names(visit.hear("是的", "dlg.affirm")) == ["utter_form_thrown_away"]
    another = Conversation(station.resources, session="visit-2")
    assert names(another.hear(f"接着办 {code}", "oos")) == ["utter_go_on_unknown"]


def test_without_a_name_or_a_store_no_code_is_promised(visit: Conversation, station: Station) -> None:
    begin(visit)
    assert names(visit.hear("不办了", "dlg.cancel")) == ["utter_form_paused"]
    again = Conversation(station.resources, session="visit-2")
    begin(again)
    again.hear("可以", "dlg.affirm")
    again.hear("赵玉梅", "inform.name")
    station.store.broken = True
    assert names(again.hear("不办了", "dlg.cancel")) == ["utter_form_paused"]


def test_guessing_codes_ends_with_a_person(visit: Conversation) -> None:
    for number in range(5):
        assert names(visit.hear(f"接着办 12345{number}", "oos")) == ["utter_go_on_unknown"]
    assert names(visit.hear("接着办 123456", "oos")) == ["utter_progress_person"]


def test_the_slip_has_the_number_what_to_bring_and_a_code_that_leads_to_the_case(station: Station) -> None:
    visit = Conversation(station.resources)
    fill(visit)
    card = visit.hear("交吧", "oos")[0].card
    assert card is not None and card["kind"] == "slip"
    assert card["number"]["text"] == grouped(visit.slots["case"])
    blocks = {one["name"]: one for one in card["blocks"]}
    assert "户口簿" in str(blocks["bring"]) and blocks["code"]["qr"]
    assert ID_NUMBER not in str(card) and "13800138000" not in str(card)
    code = blocks["code"]["lines"][0]["text"]
    phone = Conversation(station.resources, session="chat-1", channel="telegram")
    assert "高龄津贴" in texts(phone.hear(f"接着办 {code}", "oos"))
    assert phone.slots["case"] == visit.slots["case"]


def test_a_slip_without_a_code_is_better_than_none(visit: Conversation, station: Station, monkeypatch: Any) -> None:
    def fails(*given: object, **named: object) -> str:
        raise StorageError("broken for the test")

    monkeypatch.setattr("actions.form.review.issue", fails)
    fill(visit)
    card = visit.hear("交吧", "oos")[0].card
    assert card is not None and card["kind"] == "slip" and "code" not in [one["name"] for one in card["blocks"]]


def for_my_mother(visit: Conversation) -> None:
    """The elder allowance for somebody else, with a letter, filed."""
    begin(visit, beneficiary="mother")
    visit.hear("可以", "dlg.affirm")
    visit.hear("赵玉梅", "inform.name")
    visit.hear(ID_NUMBER, "inform.id_number")
    visit.hear("对", "dlg.affirm")
    visit.hear("13800138000", "inform.phone")
    visit.hear(ADDRESS, "inform.address")
    visit.hear("李梅", "inform.name")
    visit.hear("要", "dlg.affirm")


def test_a_letter_is_made_read_aloud_recorded_and_taken_back(visit: Conversation, station: Station) -> None:
    for_my_mother(visit)
    assert names(visit.hear("交吧", "oos")) == ["utter_form_filed", "utter_letter_offer"]
    (case,) = station.store.cases
    assert case.details.agent is not None
    number = case.details.agent.authorisation
    letter = visit.hear("念一遍", "dlg.affirm")[0]
    assert letter.card is not None and letter.card["kind"] == "letter"
    assert "赵玉梅" in letter.text and "李梅" in letter.text and ID_NUMBER not in str(letter.card)
    with station.store() as work:
        kept = work.authorisations.by_number(str(number))
    assert kept is not None and kept.is_in_force(station.clock.today())
    assert names(visit.hear("委托书作废", "oos")) == ["utter_revoked"]
    assert names(visit.hear(f"委托书{number}作废", "oos")) == ["utter_revoke_none"]
    with station.store() as work:
        revoked = work.authorisations.by_number(str(number))
    assert revoked is not None and not revoked.is_in_force(station.clock.today())


def test_the_slip_on_the_screen_is_read_out_and_what_was_offered_stays_open(visit: Conversation) -> None:
    fill(visit)
    filed = visit.hear("交吧", "oos")
    slip = next(message.card for message in filed if message.card and message.card["kind"] == "slip")
    _, heard = visit.hear("念给我听", "dlg.read_aloud")
    assert heard.card == slip
    assert heard.text.startswith("单子我念给您听") and slip["number"]["text"] in heard.text
    assert "13800138000" not in heard.text and "赵" not in heard.text
    _, again = visit.hear("读一遍", "dlg.read_aloud")
    assert again.text == heard.text
    assert visit.slots["offered"] == "remind"


def test_the_letter_is_read_out_again_and_its_names_are_not_for_the_room(visit: Conversation) -> None:
    for_my_mother(visit)
    visit.hear("交吧", "oos")
    letter = visit.hear("要", "dlg.affirm")[0]
    assert letter.card is not None and letter.card["personal"] == ["赵玉梅", "李梅"]
    _, again = visit.hear("再念一遍", "dlg.read_aloud")
    assert (again.text, again.card) == (letter.text, letter.card)
    heard = Loudspeaker.load().says(sentences(again.text), again.card["personal"])
    assert "赵玉梅" not in "".join(heard) and "李梅" not in "".join(heard) and "只办这一件" in "".join(heard)


def test_a_form_sent_again_makes_no_second_letter(visit: Conversation, station: Station) -> None:
    for_my_mother(visit)
    before = dict(visit.slots)
    visit.hear("交吧", "oos")
    visit.slots.update(before)
    visit.hear("交吧", "oos")
    with station.store() as work:
        assert len(work.authorisations.of_session(session_reference(visit.session))) == 1


def test_a_letter_nobody_knows_of_is_asked_for(visit: Conversation) -> None:
    assert names(visit.hear("委托书作废", "oos")) == ["utter_revoke_which"]


def test_thrown_away_said_twice_is_a_yes(visit: Conversation) -> None:
    put_aside(visit)
    visit.hear("都删掉", "oos")
    assert names(visit.hear("删掉", "oos")) == ["utter_form_thrown_away"]
    assert visit.slots["filling"] is None


def test_a_form_nobody_came_back_for_is_not_kept_beyond_its_days(visit: Conversation, station: Station) -> None:
    put_aside(visit)
    filling = from_slot(visit.slots["filling"])
    assert filling is not None
    assert clear(station.store, station.clock) == 0
    station.clock.moment += KEPT + timedelta(seconds=1)
    assert clear(station.store, station.clock) == 1
