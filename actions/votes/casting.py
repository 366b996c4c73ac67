"""Opens votes, gives out ballot papers, takes ballots in, and counts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from actions.cases.number import new_number
from actions.ledger.entry import Entry
from actions.passes.digest import Digest
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from actions.votes.model import FEWEST_TOGETHER, Ballot, Vote, VoteError, VoteState
from actions.votes.pages import count, opening, posted

_SALT_BYTES = 16


def open_vote(
    vote: Vote, units: UnitsOfWork, clock: Clock, digest: Digest, draw: Callable[[], str] = new_number
) -> Sequence[str]:
    """Puts a question to the residents. The numbers of its ballot papers, in order: they are kept nowhere else and
    must be printed now. Raises VoteError when its end is past, StorageError."""
    if vote.closes_at <= clock.now():
        raise VoteError("period")
    papers: set[str] = set()
    while len(papers) < vote.ballots:
        papers.add(draw())
    with units() as work:
        work.votes.add(vote, (paper_digest(digest, paper) for paper in papers))
        work.ledger.append([opening(vote)], clock.now())
        work.commit()
    return sorted(papers)


def paper_digest(digest: Digest, number: str) -> str:
    """What the store knows a ballot paper by."""
    return digest(f"ballot {number}")


def give_paper(vote_id: str, lookup: str, units: UnitsOfWork, clock: Clock) -> bool:
    """Notes that a person draws a ballot paper; False where they drew one before. Raises VoteError when the vote is
    not open, StorageError."""
    with units() as work:
        _require_open(work.votes.get(vote_id), clock.now())
        is_new = work.votes.note_receiver(vote_id, lookup)
        work.commit()
    return is_new


def vote_for(number: str, units: UnitsOfWork, clock: Clock, digest: Digest) -> Vote | None:
    """The open vote a ballot paper is for; None when the paper is unknown, used, or its vote not open."""
    with units() as work:
        vote_id = work.votes.vote_of_paper(paper_digest(digest, number))
        vote = work.votes.get(vote_id) if vote_id else None
    return vote if vote and vote.state(clock.now()) is VoteState.OPEN else None


def cast(number: str, choice: str, units: UnitsOfWork, clock: Clock, digest: Digest) -> str:
    """Casts a ballot with a paper: the receipt. Raises VoteError (`paper`, `closed`, `options`), StorageError."""
    used = paper_digest(digest, number)
    with units() as work:
        vote_id = work.votes.vote_of_paper(used)
        vote = _require_open(work.votes.get(vote_id) if vote_id else None, clock.now())
        if choice not in vote.options:
            raise VoteError("options")
        if not work.votes.use_paper(used):
            raise VoteError("paper")
        ballot = _new_ballot(vote.id, choice)
        work.votes.cast(ballot)
        _post(work, vote.id, FEWEST_TOGETHER, clock.now())
        work.commit()
    return ballot.receipt


def count_vote(vote_id: str, units: UnitsOfWork, clock: Clock) -> Entry:
    """Counts a vote whose time is over. Raises VoteError (`open`, `counted`, `paper`), StorageError."""
    now = clock.now()
    with units() as work:
        vote = work.votes.get(vote_id)
        if vote is None or vote.state(now) is not VoteState.OVER:
            raise VoteError(vote.state(now).value if vote else "paper")
        _post(work, vote_id, 1, now)
        (entry,) = work.ledger.append([count(vote, work.votes.ballots(vote_id))], now)
        work.votes.counted(vote_id, now)
        work.commit()
    return entry


def count_all(units: UnitsOfWork, clock: Clock) -> int:
    """Counts every vote whose time is over; how many. Raises StorageError."""
    with units() as work:
        over = [vote.id for vote in work.votes.all() if vote.state(clock.now()) is VoteState.OVER]
    for vote_id in over:
        count_vote(vote_id, units, clock)
    return len(over)


def _new_ballot(vote: str, choice: str) -> Ballot:
    return Ballot(vote, choice, secrets.token_hex(_SALT_BYTES))


def _post(work: UnitOfWork, vote: str, fewest: int, now: datetime) -> None:
    waiting = work.votes.waiting(vote)
    if len(waiting) >= fewest:
        work.ledger.append(posted(vote, waiting), now)
        work.votes.posted(vote)


def _require_open(vote: Vote | None, now: datetime) -> Vote:
    if vote is None:
        raise VoteError("paper")
    if vote.state(now) is not VoteState.OPEN:
        raise VoteError("closed")
    return vote
