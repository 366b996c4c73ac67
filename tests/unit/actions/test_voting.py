"""Voting by voice or touch: the paper, the choice, one plain yes, and then it is forgotten."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from actions.cases.number import grouped, new_number
from actions.model import new_id
from actions.points.booking import card_for, give, reasons
from actions.votes.casting import cast, count_all, open_vote
from actions.votes.model import Vote
from actions.votes.recount import recount
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

OPTIONS = ("装扶手", "装路灯", "都不装")


@pytest.fixture
def papers(station: Station) -> list[str]:
    """Of a question that is open."""
    now = station.clock.now()
    vote = Vote(new_id(), "楼道先装什么", OPTIONS, "三号楼的住户", 6, now, now + timedelta(days=7))
    return list(open_vote(vote, station.store, station.clock, station.resources.digest))


def cast_for(station: Station) -> dict[str, int]:
    """The count, once the time is over."""
    station.clock.moment += timedelta(days=8)
    count_all(station.store, station.clock)
    with station.store() as work:
        (counted,) = recount(work.ledger.entries())
    assert counted.problems == () and counted.result is not None
    return dict(counted.result)


def test_a_ballot_by_voice(visit: Conversation, station: Station, papers: list[str]) -> None:
    (asked,) = visit.hear("我要投票", "meta.vote")
    assert asked.name == "utter_vote_paper" and ("找人帮忙", "/dlg.human") in asked.buttons
    (question,) = visit.hear(grouped(papers[0]), "fraud.credential")
    assert "楼道先装什么" in question.text and question.titles == OPTIONS
    (sure,) = visit.hear("第二个", "unsure")
    assert "装路灯" in sure.text and sure.titles == ("确定，投", "不，重选")
    (done,) = visit.hear("确定", "dlg.affirm")
    assert done.name == "utter_vote_cast" and done.card and done.card["forget"] is True
    assert visit.slots["ballot"] is None
    assert cast_for(station) == {"装扶手": 0, "装路灯": 1, "都不装": 0}


def test_what_was_asked_for_is_taken_however_much_it_sounds_like_leaving(
    visit: Conversation, papers: list[str]
) -> None:
    visit.hear("我要投票", "meta.vote")
    (question,) = visit.hear(grouped(papers[0]), "dlg.bye")
    assert question.titles == OPTIONS
    (sure,) = visit.hear("都不装", "dlg.cancel")
    assert "都不装" in sure.text
    (left,) = visit.hear("不投了", "dlg.cancel")
    assert left.name == "utter_vote_left"


def test_what_is_touched_is_not_said_aloud(visit: Conversation, papers: list[str]) -> None:
    visit.hear("我要投票", "meta.vote")
    (question,) = visit.hear(papers[0], "unsure")
    (sure,) = visit.press(question.buttons[0][1])
    assert "装扶手" not in sure.text and "装扶手" in json.dumps(sure.card, ensure_ascii=False)


def test_a_touched_choice_stays_unsaid_when_it_is_changed_or_not_plainly_agreed_to(
    visit: Conversation, papers: list[str]
) -> None:
    visit.hear("我要投票", "meta.vote")
    (question,) = visit.hear(papers[0], "unsure")
    visit.press(question.buttons[0][1])
    for said in (visit.hear("今天天气不错", "social.chitchat"), visit.press(question.buttons[1][1])):
        (sure,) = said
        assert sure.name == "utter_vote_sure_quiet" and not any(option in sure.text for option in OPTIONS)
    assert "装路灯" in json.dumps(sure.card, ensure_ascii=False)
    (again,) = visit.hear("啊？你说什么", "oos")
    assert not any(option in again.text for option in OPTIONS)


def test_a_choice_told_and_not_cast_is_forgotten_too(visit: Conversation, station: Station, papers: list[str]) -> None:
    visit.hear("我要投票", "meta.vote")
    visit.hear(papers[0], "unsure")
    assert visit.hear("算了不投了", "dlg.cancel")[0].card is None
    visit.hear("我要投票", "meta.vote")
    visit.hear(papers[0], "unsure")
    visit.hear("装扶手", "unsure")
    (left,) = visit.hear("算了不投了", "dlg.cancel")
    assert left.card and left.card["forget"] is True
    visit.hear("我要投票", "meta.vote")
    visit.hear(papers[0], "unsure")
    visit.hear("装扶手", "unsure")
    station.clock.moment += timedelta(days=8)
    (late,) = visit.hear("对", "dlg.affirm")
    assert late.name == "utter_vote_closed" and late.card and late.card["forget"] is True


def test_no_vote_without_a_plain_yes_and_the_choice_can_be_changed(
    visit: Conversation, station: Station, papers: list[str]
) -> None:
    visit.hear("我要投票", "meta.vote")
    visit.hear(papers[0], "unsure")
    visit.hear("装扶手", "unsure")
    assert visit.hear("今天天气不错", "social.chitchat")[0].name == "utter_vote_sure"
    assert visit.hear("不对", "dlg.deny")[0].name == "utter_vote_choose"
    visit.hear("装扶手", "unsure")
    assert "都不装" in visit.hear("还是都不装吧", "unsure")[0].text
    visit.hear("对", "dlg.affirm")
    assert cast_for(station) == {"装扶手": 0, "装路灯": 0, "都不装": 1}


def test_a_paper_used_before_is_refused_and_guessing_ends_with_a_person(visit: Conversation, papers: list[str]) -> None:
    for text, label in (("我要投票", "meta.vote"), (papers[0], "unsure"), ("装扶手", "unsure"), ("对", "dlg.affirm")):
        visit.hear(text, label)
    visit.hear("我要投票", "meta.vote")
    assert visit.hear(papers[0], "unsure")[0].name == "utter_vote_unknown"
    names = [visit.hear(new_number(lambda below, n=n: n), "unsure")[0].name for n in range(5)]
    assert names[-1] == "utter_vote_person"


def test_leaving_keeps_the_paper_good(visit: Conversation, papers: list[str]) -> None:
    visit.hear("我要投票", "meta.vote")
    visit.hear(papers[0], "unsure")
    assert visit.hear("算了不投了", "dlg.cancel")[0].name == "utter_vote_left"
    visit.hear("我要投票", "meta.vote")
    assert visit.hear(papers[0], "unsure")[0].name == "utter_vote_ask"


def test_with_nothing_to_vote_on_that_is_said_and_afterwards_the_result(visit: Conversation, station: Station) -> None:
    assert visit.hear("我要投票", "meta.vote")[0].name == "utter_vote_none"
    now = station.clock.now()
    vote = Vote(new_id(), "楼道先装什么", OPTIONS, "住户", 1, now, now + timedelta(days=1))
    (paper,) = open_vote(vote, station.store, station.clock, station.resources.digest)
    cast(paper, "装路灯", station.store, station.clock, station.resources.digest)
    assert visit.hear("眼下谁赢着呢", "meta.vote")[0].name == "utter_vote_no_result_yet"
    cast_for(station)
    told, *counts = visit.hear("投票结果呢", "meta.vote")
    assert "楼道先装什么" in told.text and told.card and len(told.card["items"]) == len(OPTIONS)
    assert [one.text for one in counts] == ["装路灯，1票。", "装扶手，0票。", "都不装，0票。"]
    assert visit.hear("我要投票", "meta.vote")[0].name == "utter_vote_counted"


def test_points_are_told_by_the_number_of_the_card(visit: Conversation, station: Station) -> None:
    parts = station.resources
    card = card_for("赵玉梅", "13800138000", station.store, station.clock, parts.lookup).card
    give(card, reasons()["accompany"], "case 1", station.store, station.clock, parts.digest)
    assert visit.hear("我有多少积分", "meta.points")[0].name == "utter_points_which"
    told, lately = visit.hear(grouped(card), "fraud.credential")
    assert lately.text == "11月24日，陪邻居看病办事，加10分。"
    assert "10分" in told.text and told.card and "陪邻居看病办事 +10" in told.card["items"][0]["text"]
    assert "赵玉梅" not in json.dumps(told.card, ensure_ascii=False) + told.text


@pytest.mark.parametrize("text", ["积分能换啥子", "咋个攒积分嘛", "积分有什么用", "积分卡丢了怎么办"])
def test_what_points_are_for_is_told_without_a_card(visit: Conversation, text: str) -> None:
    assert visit.hear(text, "meta.points")[0].name == "utter_points_how"


def test_a_card_nobody_has_is_asked_for_again(visit: Conversation) -> None:
    visit.hear("我有多少积分", "meta.points")
    assert visit.hear(new_number(), "unsure")[0].name == "utter_points_unknown"


def test_a_lesson_learned_to_its_end_earns_points_once(visit: Conversation, station: Station) -> None:
    parts = station.resources
    card = card_for("赵玉梅", "13800138000", station.store, station.clock, parts.lookup).card
    lesson = parts.lessons["wifi"]
    earned = []
    for _ in range(2):
        visit.hear(f"教我{lesson.names[0]}", "svc.digital_lesson")
        while visit.slots["asking"] == "lesson_step":
            visit.hear("好了", "dlg.affirm")
        for quiz in lesson.quiz:
            visit.hear(quiz.right, "unsure")
        earned.append(visit.hear(grouped(card), "fraud.credential")[0])
    assert [one.name for one in earned] == ["utter_points_earned", "utter_points_not_earned"]
    assert "加3分" in earned[0].text and "一共3分" in earned[0].text
