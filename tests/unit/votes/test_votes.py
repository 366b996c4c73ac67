"""One resident, one ballot; nobody knows whose; anybody can count again."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.catalogue.model import Catalogue
from actions.ledger.checking import check
from actions.ledger.entry import Entry
from actions.model import new_id
from actions.votes.casting import cast, count_all, count_vote, give_paper, open_vote, vote_for
from actions.votes.model import Vote, VoteError, VoteState, receipt_of
from actions.votes.recount import recount
from tests.unit.actions.fakes import Shelf, Station

pytestmark = pytest.mark.unit

OPTIONS = ("装扶手", "装路灯", "都不装")


def a_vote(station: Station, ballots: int = 8) -> Vote:
    now = station.clock.now()
    return Vote(new_id(), "楼道先装什么", OPTIONS, "三号楼的住户", ballots, now, now + timedelta(days=7))


def opened(station: Station, ballots: int = 8) -> tuple[Vote, list[str]]:
    vote = a_vote(station, ballots)
    return vote, list(open_vote(vote, station.store, station.clock, station.resources.digest))


def voted(station: Station, paper: str, choice: str) -> str:
    return cast(paper, choice, station.store, station.clock, station.resources.digest)


def pages(station: Station) -> list[Entry]:
    with station.store() as work:
        return list(work.ledger.entries())


def over(station: Station) -> None:
    station.clock.moment += timedelta(days=8)


def test_what_is_counted_is_what_was_cast_and_anybody_gets_the_same(station: Station) -> None:
    vote, papers = opened(station)
    receipts = [voted(station, paper, OPTIONS[place % 2]) for place, paper in enumerate(papers[:7])]
    over(station)
    count_vote(vote.id, station.store, station.clock)
    (counted,) = recount(pages(station))
    assert counted.result == {"装扶手": 4, "装路灯": 3, "都不装": 0} and counted.problems == ()
    assert sorted(receipts) == sorted(receipt_of(one) for one in counted.posted)
    with station.store() as work:
        assert check(pages(station), work.ledger.heads(), work.ledger.public) == ()


def test_a_paper_works_once(station: Station) -> None:
    _, papers = opened(station)
    voted(station, papers[0], OPTIONS[0])
    with pytest.raises(VoteError, match="paper"):
        voted(station, papers[0], OPTIONS[1])


def test_a_person_draws_one_paper(station: Station) -> None:
    vote, _ = opened(station)
    drawn = [give_paper(vote.id, who, station.store, station.clock) for who in ("a" * 64, "b" * 64, "a" * 64)]
    assert drawn == [True, True, False]


def test_a_closed_question_takes_no_ballot(station: Station) -> None:
    vote, papers = opened(station)
    over(station)
    assert vote.state(station.clock.now()) is VoteState.OVER
    assert vote_for(papers[0], station.store, station.clock, station.resources.digest) is None
    with pytest.raises(VoteError, match="closed"):
        voted(station, papers[0], OPTIONS[0])
    with pytest.raises(VoteError, match="closed"):
        give_paper(vote.id, "a" * 64, station.store, station.clock)


def test_an_open_question_shows_no_running_result(station: Station) -> None:
    vote, papers = opened(station)
    for paper in papers[:6]:
        voted(station, paper, OPTIONS[0])
    told = json.dumps([entry.body for entry in pages(station) if entry.kind == "vote.ballot"], ensure_ascii=False)
    assert OPTIONS[0] not in told and recount(pages(station))[0].result is None
    with pytest.raises(VoteError, match="open"):
        count_vote(vote.id, station.store, station.clock)


def test_a_ballot_alone_does_not_reach_the_ledger_at_its_moment(station: Station) -> None:
    _, papers = opened(station)
    reached = []
    for paper in papers[:6]:
        voted(station, paper, OPTIONS[0])
        reached.append(sum(entry.kind == "vote.ballot" for entry in pages(station)))
    assert reached == [0, 0, 0, 0, 5, 5]


def test_a_vote_is_counted_once_its_time_is_over_and_not_again(station: Station) -> None:
    opened(station)
    assert count_all(station.store, station.clock) == 0
    over(station)
    assert [count_all(station.store, station.clock) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"electorate": ""},
        {"options": ("一个",)},
        {"options": ("同", "同")},
        {"options": tuple("甲乙丙丁戊己庚")},
        {"ballots": 0},
    ],
)
def test_a_question_nobody_could_answer_is_refused(station: Station, changes: dict[str, object]) -> None:
    with pytest.raises(VoteError):
        replace(a_vote(station), **changes)


@given(st.lists(st.sampled_from(OPTIONS), min_size=6, max_size=8), st.data())
def test_a_ballot_dropped_or_changed_before_the_count_is_found_by_counting_again(
    catalogue: Catalogue, choices: list[str], data: st.DataObject
) -> None:
    station = Station(Shelf(catalogue))
    vote, papers = opened(station)
    for paper, choice in zip(papers, choices, strict=False):
        voted(station, paper, choice)
    over(station)
    count_vote(vote.id, station.store, station.clock)
    entries = pages(station)
    (whole,) = recount(entries)
    assert whole.problems == () and whole.result == {option: Counter(choices)[option] for option in OPTIONS}
    place = data.draw(st.sampled_from([entry.index for entry in entries if entry.kind == "vote.ballot"]))
    without = [entry for entry in entries if entry.index != place]
    assert "unknown" in recount(without)[0].problems
    count = entries[-1].body
    opened_now = [*count["opened"]]
    opened_now[0] = opened_now[0] | {"choice": next(one for one in OPTIONS if one != opened_now[0]["choice"])}
    forged = [*entries[:-1], replace(entries[-1], body=count | {"opened": opened_now})]
    assert "forged" in recount(forged)[0].problems
