"""The letter of authorisation: what the Civil Code asks of it, what stays off it, how it is read aloud."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from actions.cases.number import grouped, is_number
from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import SELF, Catalogue
from actions.catalogue.speakable import complaint_about_sentence
from actions.paper.authorisation import DAYS
from actions.paper.authorising import authorise, revoke
from actions.paper.letter import letter_card, letter_spoken
from actions.ports import StorageError
from kiosk import private
from tests.unit.actions.fakes import MemoryStore, StoppedClock
from tests.unit.paper.samples import GRANT, NOW, TODAY, a_letter, an_authorisation

pytestmark = pytest.mark.unit

CLOCK = StoppedClock(NOW)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def text_of(card: dict[str, object]) -> str:
    return json.dumps(card, ensure_ascii=False)


def test_it_names_agent_matter_powers_and_term_and_leaves_room_to_sign(catalogue: Catalogue) -> None:
    card = a_letter(catalogue)
    blocks = {block["name"]: block for block in card["blocks"]}
    assert blocks["principal"]["lines"][0]["text"] == "王秀英"
    assert blocks["agent"]["lines"][0]["text"] == "李梅"
    assert blocks["relation"]["lines"][0]["text"] == "父母与子女"
    assert "高龄津贴" in blocks["matter"]["lines"][0]["text"]
    assert [line["text"] for line in blocks["scope"]["lines"]] == ["递交材料", "签收材料", "查询办到哪一步"]
    assert (
        "2026年11月24日" in blocks["term"]["lines"][0]["text"]
        and "2026年12月24日" in blocks["term"]["lines"][0]["text"]
    )
    assert all(blocks[name]["rows"] for name in ("principal_signs", "agent_signs", "signed_on", "witness"))
    assert blocks["fingerprint"]["box"] and "165" in card["foot"][0]


def test_identity_numbers_are_left_to_the_pen(catalogue: Catalogue) -> None:
    card = a_letter(catalogue)
    blanks = [block for block in card["blocks"] if block["label"] == "身份证号"]
    assert [(block["lines"], block["rows"]) for block in blanks] == [([], 1), ([], 1)]
    assert not re.search(r"\d{9}", text_of(card))


def test_a_screen_in_a_public_room_is_shown_surnames_alone(catalogue: Catalogue) -> None:
    shown = {block["name"]: block["lines"][0].get("shown") for block in a_letter(catalogue)["blocks"] if block["lines"]}
    assert shown["principal"] == "姓王（全名只打在纸上）" and shown["agent"] == "姓李（全名只打在纸上）"
    unclear = {block["name"]: block for block in a_letter(catalogue, principal="买买提")["blocks"]}
    assert unclear["principal"]["lines"][0]["shown"] == "全名只打在纸上"


def test_money_passwords_votes_and_promises_are_never_in_it_nor_what_the_service_keeps_back(
    catalogue: Catalogue,
) -> None:
    never = an_authorisation(catalogue).may_not
    assert {"领钱", "改密码", "投票", "替委托人签字承诺"} <= set(never)
    assert "津贴打进委托人本人的卡里，代办人不能替领。" in never


def test_what_can_no_longer_be_told_as_true_is_not_put_into_a_letter(catalogue: Catalogue) -> None:
    later = StoppedClock(NOW + timedelta(days=2000))
    letter = authorise(GRANT, catalogue, MemoryStore(), later)
    assert letter.may_not == catalogue.paper.letter.may_not_lines


def test_it_is_in_force_until_its_last_day_and_not_once_it_is_taken_back(catalogue: Catalogue) -> None:
    letter = an_authorisation(catalogue)
    last = TODAY + timedelta(days=DAYS)
    assert letter.is_in_force(TODAY) and letter.is_in_force(last)
    assert not letter.is_in_force(last + timedelta(days=1))
    assert not replace(letter, revoked_at=NOW).is_in_force(TODAY)


def test_it_is_kept_under_a_number_and_can_be_taken_back_once(catalogue: Catalogue) -> None:
    store = MemoryStore()
    letter = authorise(GRANT, catalogue, store, CLOCK)
    assert is_number(letter.number)
    assert [revoke(letter.number, store, CLOCK) for _ in range(2)] == [True, False]
    with store() as work:
        kept = work.authorisations.by_number(letter.number)
    assert kept is not None and not kept.is_in_force(TODAY)


def test_numbers_in_use_are_drawn_again_and_in_the_end_it_is_told(catalogue: Catalogue) -> None:
    store = MemoryStore()
    drawn = iter(["13800138", "13800138", "25201141"])
    numbers = [authorise(GRANT, catalogue, store, CLOCK, draw=lambda: next(drawn)).number for _ in range(2)]
    assert numbers == ["13800138", "25201141"]
    with pytest.raises(StorageError):
        authorise(GRANT, catalogue, store, CLOCK, draw=lambda: "13800138")


def test_a_service_the_catalogue_does_not_have_gets_no_letter(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        an_authorisation(catalogue, service="gone")


def test_a_letter_for_a_service_that_is_gone_is_still_laid_out(catalogue: Catalogue) -> None:
    letter = replace(an_authorisation(catalogue), service="gone")
    assert letter_card(letter, catalogue)["heading"] == "您登记的事"


def test_a_relation_nobody_has_a_word_for_is_written_by_hand(catalogue: Catalogue) -> None:
    blocks = {block["name"]: block for block in a_letter(catalogue, relation="colleague")["blocks"]}
    assert (blocks["relation"]["lines"], blocks["relation"]["rows"]) == ([], 1)
    assert set(catalogue.phrases.beneficiaries) - {SELF} == set(catalogue.paper.letter.relations)


def test_every_letter_can_be_read_aloud_in_short_sentences(catalogue: Catalogue) -> None:
    for service in catalogue.services:
        spoken = letter_spoken(an_authorisation(catalogue, service=service), catalogue)
        problems = [complaint_about_sentence(sentence, catalogue.rules) for sentence in spoken]
        assert problems == [None] * len(spoken)
        assert not re.search(r"[{}]", "".join(spoken))


def test_what_is_read_aloud_is_what_stands_in_it(catalogue: Catalogue) -> None:
    letter = an_authorisation(catalogue)
    spoken = "".join(letter_spoken(letter, catalogue))
    assert all(
        word in spoken for word in ("王秀英", "李梅", "高龄津贴", "2026年12月24日", *letter.scope, *letter.may_not)
    )
    assert "收回" in spoken and letter.number not in spoken


def test_no_brace_is_left_open_and_the_screen_hides_nothing_more_of_it(catalogue: Catalogue) -> None:
    letter = an_authorisation(catalogue)
    card = letter_card(letter, catalogue)
    words = [block["label"] + "".join(line["text"] for line in block["lines"]) for block in card["blocks"]]
    assert not re.search(r"[{}]", "".join(words))
    assert card["number"]["text"] == grouped(letter.number) and private.shown_card(card) == card


def test_names_do_not_stand_in_what_is_logged_of_a_letter(catalogue: Catalogue) -> None:
    assert not re.search("王秀英|李梅", f"{an_authorisation(catalogue)!r}{GRANT!r}")
