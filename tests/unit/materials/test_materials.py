"""What one person is told to bring, what they are asked before, and what they still miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import Catalogue, Fact, Grade, Material, Service
from actions.catalogue.speakable import complaint_about_sentence
from actions.materials.asking import MOST, questions
from actions.materials.model import Guide, Need, Situation
from actions.materials.needed import is_complete, needed, to_bring
from actions.materials.parts import parts_of
from actions.materials.ticking import missing, ticked
from actions.materials.words import load_words

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)
LATER = date(2031, 1, 1)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(load_words(), load_catalogue(), TODAY)


def bring(guide: Guide, service: str, for_whom: str = "self", **facts: bool) -> dict[str, Need]:
    chosen = guide.catalogue.services[service]
    return {need.item: need for need in needed(chosen, Situation(for_whom, facts), guide)}


def asked(guide: Guide, service: str, for_whom: str = "self", **facts: bool) -> list[str]:
    chosen = guide.catalogue.services[service]
    return [question.key for question in questions(chosen, Situation(for_whom, facts), guide)]


def with_fact(guide: Guide, service: str, fact: Fact) -> Guide:
    chosen = guide.catalogue.services[service]
    services = guide.catalogue.services | {service: replace(chosen, facts=chosen.facts | {fact.id: fact})}
    return replace(guide, catalogue=replace(guide.catalogue, services=services))


def test_a_case_nobody_knows_keeps_its_remark_and_a_known_one_has_none(guide: Guide) -> None:
    assert bring(guide, "temp_relief")["居住证"].only_if == "外地户口时"
    assert bring(guide, "temp_relief", registered_here=False)["居住证"].only_if is None
    assert "居住证" not in bring(guide, "temp_relief", registered_here=True)


def test_all_conditions_must_be_met_and_one_that_fails_settles_it(guide: Guide) -> None:
    assert bring(guide, "id_card", id_card_lost=True)["居住证"].only_if == "在外地补领时"
    assert bring(guide, "id_card", id_card_lost=True, registered_here=False)["居住证"].only_if is None
    assert "居住证" not in bring(guide, "id_card", id_card_lost=False)
    assert "原来的身份证" not in bring(guide, "id_card", id_card_lost=True)
    assert bring(guide, "id_card", id_card_lost=False, first_time=False)["原来的身份证"].only_if is None


def test_what_only_the_office_knows_stays_with_its_remark_and_is_never_asked(guide: Guide) -> None:
    assert bring(guide, "elder_allowance")["近期一寸照片"].only_if == "当地要照片时"
    assert "asked_for" not in asked(guide, "elder_allowance")


def test_whoever_acts_for_another_also_brings_what_an_agent_must(guide: Guide) -> None:
    own, for_mother = bring(guide, "elder_allowance"), bring(guide, "elder_allowance", "mother")
    assert [item for item in for_mother if item not in own] == ["代办人的身份证", "委托书"]


def test_no_paper_stands_there_twice_under_two_names(guide: Guide) -> None:
    assert "老人的身份证和户口簿" not in bring(guide, "tekun", "mother")
    assert list(bring(guide, "elder_university", "mother")).count("老人的身份证") == 1


@pytest.mark.parametrize(
    ("for_whom", "remark"), [("mother", None), ("neighbour", ""), ("friend", ""), ("relative", "托的是别人时")]
)
def test_family_needs_no_letter_where_only_others_do(guide: Guide, for_whom: str, remark: str | None) -> None:
    letter = bring(guide, "disability_subsidy", for_whom).get("委托书")
    assert (None if letter is None else letter.only_if or "") == remark


def test_a_lost_identity_card_is_told_what_does_instead_and_where_to_get_a_new_one(guide: Guide) -> None:
    own_words = bring(guide, "elder_allowance", id_card_lost=True)["本人身份证和复印件"]
    assert own_words.is_gone and own_words.substitute == "没有身份证的先去派出所开证明"
    card = bring(guide, "social_card", id_card_expired=True)["本人身份证"]
    assert card.substitute and "临时身份证" in card.substitute
    assert card.where_to_get and "公安机关" in card.where_to_get
    assert not bring(guide, "social_card", id_card_lost=False)["本人身份证"].is_gone
    assert not bring(guide, "chronic_outpatient", id_card_lost=True)["身份证，医保电子凭证或者社保卡"].is_gone


def test_what_to_do_without_the_card_is_not_said_when_its_source_is_too_old(guide: Guide) -> None:
    law = guide.catalogue.services["id_card"].facts["temporary"]
    memory = replace(law, evidence=replace(law.evidence, grade=Grade.MEMORY))
    card = bring(with_fact(guide, "id_card", memory), "social_card", id_card_lost=True)["本人身份证"]
    assert card.is_gone and card.substitute is None


def test_without_the_service_that_gives_a_new_card_nothing_is_made_up(guide: Guide) -> None:
    services = {key: one for key, one in guide.catalogue.services.items() if key != "id_card"}
    alone = replace(guide, catalogue=replace(guide.catalogue, services=services))
    card = bring(alone, "social_card", id_card_lost=True)["本人身份证"]
    assert (card.is_gone, card.substitute, card.where_to_get) == (True, None, None)


def test_what_rests_on_memory_is_not_said_and_then_it_is_not_called_all(guide: Guide) -> None:
    papers = guide.catalogue.services["elder_allowance"].facts["account"]
    weak = with_fact(guide, "elder_allowance", replace(papers, evidence=replace(papers.evidence, grade=Grade.MEMORY)))
    service = weak.catalogue.services["elder_allowance"]
    assert "本人社保卡或者存折" not in bring(weak, "elder_allowance")
    assert not is_complete(service, Situation(), weak)
    assert is_complete(guide.catalogue.services["elder_allowance"], Situation(), guide)


def test_past_its_horizon_nothing_is_said_or_asked(guide: Guide) -> None:
    late = replace(guide, today=LATER)
    assert bring(late, "temp_relief") == {} and asked(late, "temp_relief") == []


@pytest.mark.parametrize(
    ("service", "for_whom", "facts", "expected"),
    [
        ("hukou", "self", {}, ["registers_death", "moves_registration", "id_card_lost"]),
        ("hukou", "self", {"registers_death": True}, ["id_card_lost"]),
        ("hukou", "self", {"registers_death": False}, ["moves_registration", "id_card_lost"]),
        ("notary", "mother", {}, ["about_property", "personal_act", "id_card_lost"]),
        ("disability_subsidy", "relative", {"on_dibao": True}, ["agent_is_family", "id_card_lost"]),
        ("pension_cert", "self", {"in_person": True}, ["id_card_lost"]),
        ("pension_cert", "self", {"in_person": False}, []),
        ("chronic_outpatient", "self", {}, []),
        ("utility_repair", "self", {}, []),
    ],
)
def test_what_settles_most_is_asked_first_and_what_is_known_never(
    guide: Guide, service: str, for_whom: str, facts: dict[str, bool], expected: list[str]
) -> None:
    assert asked(guide, service, for_whom, **facts) == expected


def every(catalogue: Catalogue) -> list[tuple[Service, Material]]:
    situation = Situation("mother")
    return [(one, material) for one in catalogue.services.values() for material in to_bring(one, situation)]


def test_nobody_is_asked_more_than_three_questions_and_every_answer_counts(guide: Guide) -> None:
    for service in guide.catalogue.services.values():
        for for_whom in ("self", "mother", "relative"):
            situation = Situation(for_whom)
            keys = [question.key for question in questions(service, situation, guide)]
            assert len(keys) <= MOST
            for key in keys:
                answered = [needed(service, replace(situation, facts={key: holds}), guide) for holds in (True, False)]
                assert answered[0] != answered[1], (service.id, key)


def test_every_case_of_the_catalogue_is_told_to_the_machine_too(guide: Guide) -> None:
    cases = [(one.id, material.item) for one, material in every(guide.catalogue) if material.only_if]
    silent = [(one.id, material.item) for one, material in every(guide.catalogue) if not material.needed_when]
    assert cases and not set(cases) & set(silent)


def test_every_question_is_asked_somewhere_and_can_be_spoken(guide: Guide) -> None:
    used = {condition.fact for _, material in every(guide.catalogue) for condition in material.needed_when}
    assert set(guide.words.questions) == used - {"asked_for"}
    for question in guide.words.questions.values():
        for prompt in (question.prompt, question.second_prompt):
            assert complaint_about_sentence(prompt, guide.catalogue.rules) is None, prompt


def test_most_materials_are_known_papers_and_all_their_helpers_exist(guide: Guide) -> None:
    items = {material.item for _, material in every(guide.catalogue)}
    unknown = {item for item in items if parts_of(item, guide.words)[0].key == item}
    assert unknown == {"跟事情有关的材料", "跟事情有关的证明", "要办的那件事的材料", "现在住房的情况", "出事的证明"}
    helpers = [one.without for one in guide.words.documents.values() if one.without]
    assert helpers
    for helper in helpers:
        assert {helper.instead, helper.where} <= set(guide.catalogue.services[helper.service].facts)


def left(needs: tuple[Need, ...], guide: Guide, *lines: str) -> list[str]:
    have: frozenset[str] = frozenset()
    for line in lines:
        have = ticked(line, needs, guide.words, have)
    return [need.item for need in missing(needs, have)]


@pytest.mark.parametrize(
    ("service", "lines", "expected"),
    [
        (
            "dibao",
            ["户口本和身份证带了，申请书没写"],
            ["申请书", "收入和财产的声明、承诺书", "核对授权书", "残疾证或者诊断证明"],
        ),
        ("dibao", ["都有了就差户口本"], ["户口本"]),
        ("dibao", ["身份证带了"], ["户口本", "申请书", "收入和财产的声明、承诺书", "核对授权书", "残疾证或者诊断证明"]),
        ("remote_medical", ["社保卡有"], []),
        ("elder_card", ["身份证带了", "照片也照了", "还有居住证"], []),
        ("elder_card", ["都带了", "哦照片忘带了"], ["近期一寸或者二寸照片"]),
        ("elder_card", ["身份证照片都有", "啥都没带"], ["本人身份证", "近期一寸或者二寸照片", "居住证或者居住证明"]),
        ("medical_reimburse", ["发票跟清单都在这儿"], ["诊断证明", "病历资料", "本人身份证"]),
        ("elder_allowance", ["身份证户口簿都带了存折也有照片有了"], ["复印件"]),
    ],
)
def test_what_is_still_missing(guide: Guide, service: str, lines: list[str], expected: list[str]) -> None:
    needs = needed(guide.catalogue.services[service], Situation(), guide)
    assert left(needs, guide, *lines) == expected


def test_a_card_of_the_person_is_not_the_card_of_the_agent(guide: Guide) -> None:
    needs = needed(guide.catalogue.services["social_card"], Situation("mother"), guide)
    assert left(needs, guide, "身份证带了委托书也带了") == ["代办人的身份证"]
    assert left(needs, guide, "代办人的身份证带了委托书也带了") == ["本人身份证"]
