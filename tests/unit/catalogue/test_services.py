"""The services that ship with Linban, as a resident would meet them."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from actions.catalogue.answer import Answer, compose
from actions.catalogue.check import Kind, check
from actions.catalogue.loader import ROOT, load_catalogue
from actions.catalogue.model import ASPECTS, SELF, Catalogue, Grade, Service

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)
SERVICES = (
    "activity_signup",
    "care_subsidy",
    "chronic_outpatient",
    "dibao",
    "digital_lesson",
    "disability_subsidy",
    "elder_allowance",
    "elder_card",
    "elder_university",
    "family_doctor",
    "funeral",
    "home_retrofit",
    "hukou",
    "id_card",
    "legal_aid",
    "meal_service",
    "medical_pay",
    "medical_reimburse",
    "notary",
    "pension_cert",
    "pension_query",
    "proxy",
    "public_housing",
    "remote_medical",
    "residence_permit",
    "social_card",
    "tekun",
    "temp_relief",
    "utility_repair",
)
SPEAKABLE = re.compile("[\u4e00-\u9fff0-9，。？！、；：]+")


@pytest.fixture(scope="module")
def anywhere() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def example() -> Catalogue:
    return load_catalogue(region="example")


def answers(catalogue: Catalogue, service: str, beneficiary: str = SELF) -> list[Answer]:
    chosen = catalogue.services[service]
    return [compose(chosen, aspect, catalogue=catalogue, today=TODAY, beneficiary=beneficiary) for aspect in ASPECTS]


def test_the_services_are_there(anywhere: Catalogue) -> None:
    assert set(SERVICES) <= set(anywhere.services)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("beneficiary", [SELF, "mother", "stranger"])
def test_every_aspect_is_answered_in_one_to_three_speakable_sentences(
    anywhere: Catalogue, example: Catalogue, service: str, beneficiary: str
) -> None:
    for catalogue in (anywhere, example):
        for answer in answers(catalogue, service, beneficiary):
            assert 1 <= len(answer.spoken) <= 3
            for sentence in answer.spoken:
                assert SPEAKABLE.fullmatch(sentence), sentence
                assert not re.search("[0-9]{7}", sentence), sentence
            assert answer.card.helper is not None
            assert answer.card.no_phone_way
            assert answer.card.provenance is not None
            assert len(answer.follow_ups) == 3


@pytest.mark.parametrize("service", SERVICES)
def test_without_a_city_nothing_local_is_said(anywhere: Catalogue, example: Catalogue, service: str) -> None:
    assert example.region is not None
    values = {value.value for (owner, _), value in example.region.values.items() if owner == service}
    said = "".join(line for answer in answers(anywhere, service) for line in answer.spoken)
    assert values
    assert not [value for value in values if value in said]


@pytest.mark.parametrize("service", SERVICES)
def test_with_the_example_city_nothing_differs_by_place_and_the_card_says_it_is_invented(
    example: Catalogue, service: str
) -> None:
    for answer in answers(example, service):
        assert "各地不一样，您打" not in "".join(answer.spoken)
        assert answer.card.note is not None


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_else_is_addressed_as_the_person_it_is_for(anywhere: Catalogue, service: str) -> None:
    own = [line for answer in answers(anywhere, service) for line in answer.spoken]
    other = [line for answer in answers(anywhere, service, "mother") for line in answer.spoken]
    names_the_person = "{who}" in "".join(_spoken_templates(anywhere.services[service]))
    assert any("您母亲" in line for line in other) == names_the_person
    assert not any("您母亲" in line for line in own)


def _spoken_templates(service: Service) -> list[str]:
    return [sentence.say for sentences in service.spoken.values() for sentence in sentences]


@pytest.mark.parametrize("service", SERVICES)
def test_no_code_or_password_is_ever_asked_for(anywhere: Catalogue, service: str) -> None:
    form = anywhere.services[service].form
    asked = [field.prompt + field.second_prompt + field.title for field in form.fields] if form else []
    assert not [text for text in asked if re.search("密码|验证码|银行卡", text)]
    warnings = answers(anywhere, service)[0].card.warnings
    assert any("绝不问密码" in line for line in warnings)


@pytest.mark.parametrize("service", SERVICES)
def test_names_numbers_and_addresses_are_sensitive_and_given_time(anywhere: Catalogue, service: str) -> None:
    form = anywhere.services[service].form
    for field in form.fields if form else ():
        if field.type in ("name", "id_number", "phone", "address"):
            assert field.sensitive
            assert 2.5 <= field.patience_seconds <= 3
        assert len(field.choices) <= 6
        assert len([choice for choice in field.choices if choice in field.prompt]) <= 3


@pytest.mark.parametrize("service", SERVICES)
def test_sentences_are_short_enough_for_the_ear(anywhere: Catalogue, service: str) -> None:
    assert max(len(text) for text in _spoken_templates(anywhere.services[service])) <= 40


def test_how_people_ask_is_never_the_same_for_two_services(anywhere: Catalogue) -> None:
    asked = [line for service in anywhere.services.values() for line in service.asked_like]
    assert len(asked) == len(set(asked))


def test_the_example_city_fills_in_everything(example: Catalogue) -> None:
    assert example.region is not None
    assert example.region.invented
    assert not [finding for finding in check(example, TODAY) if finding.kind is Kind.LOCAL_MISSING]


def test_nothing_is_too_old_or_too_long(example: Catalogue) -> None:
    found = {finding.kind for finding in check(example, TODAY)}
    assert Kind.EXPIRED not in found
    assert Kind.LONG not in found


def test_all_hotlines_are_there_and_emergencies_may_be_named(anywhere: Catalogue) -> None:
    assert len(anywhere.hotlines) == 17
    for number in ("110", "120", "119", "122", "12345", "96110", "12356"):
        assert anywhere.hotlines[number].evidence.grade is not Grade.MEMORY


@pytest.mark.parametrize(
    ("service", "aspect", "said"),
    [
        ("id_card", "fee", "丢了补领或者坏了换领四十元"),
        ("id_card", "proxy", "身份证代办不了"),
        ("pension_cert", "time_limit", "十二个月以内"),
        ("medical_reimburse", "time_limit", "三十个工作日"),
        ("legal_aid", "time_limit", "七天内审查决定"),
        ("remote_medical", "time_limit", "不少于六个月"),
        ("elder_allowance", "eligibility", "按周岁不按虚岁"),
        ("social_card", "steps", "先打12333"),
        ("digital_lesson", "fee", "一分钱也不收"),
    ],
)
def test_what_a_resident_would_go_home_with(anywhere: Catalogue, service: str, aspect: str, said: str) -> None:
    answer = compose(anywhere.services[service], aspect, catalogue=anywhere, today=TODAY)
    assert said in "".join(answer.spoken)


@pytest.mark.parametrize("aspect", ["fee", "amount"])
def test_no_amount_of_the_allowance_is_named_without_a_city(anywhere: Catalogue, aspect: str) -> None:
    answer = compose(anywhere.services["elder_allowance"], aspect, catalogue=anywhere, today=TODAY)
    shown = "".join((*answer.spoken, *answer.card.fee, *answer.card.amount))
    assert not re.search("[0-9一二三四五六七八九十百]+元", shown)


def test_service_files_are_written_for_people_to_edit() -> None:
    for path in (ROOT / "services").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert "README.md" in text.splitlines()[0]
        assert max(len(line) for line in text.splitlines()) <= 120
        assert yaml.safe_load(text)["id"] == path.stem
