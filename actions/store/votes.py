"""Votes as rows; no row number and no moment tells in which order people voted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from actions.store.changes import changed
from actions.store.ledger_tables import ballot_papers, ballot_receivers, ballots, votes
from actions.store.sealed import Seal
from actions.votes.model import Ballot, Vote


class SqlVotes:
    """The rows of `votes`, `ballot_papers`, `ballot_receivers` and `ballots`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, vote: Vote, papers: Iterable[str]) -> None:
        """Papers go in by their digits: nothing tells in which order they were made."""
        row = vars(vote) | {"options": json.dumps(vote.options, ensure_ascii=False)}
        self._session.execute(insert(votes).values(row))
        rows = [{"digest": digest, "vote": vote.id} for digest in sorted(papers)]
        self._session.execute(insert(ballot_papers), rows)

    def get(self, vote_id: str) -> Vote | None:
        row = self._session.execute(select(votes).where(votes.c.id == vote_id)).mappings().first()
        return None if row is None else _vote(row)

    def all(self) -> Sequence[Vote]:
        newest = select(votes).order_by(votes.c.opens_at.desc(), votes.c.id)
        return [_vote(row) for row in self._session.execute(newest).mappings()]

    def note_receiver(self, vote_id: str, lookup: str) -> bool:
        """Keeps a digest of the person beside the question, and nothing else."""
        drawn = select(ballot_receivers).where(ballot_receivers.c.vote == vote_id, ballot_receivers.c.lookup == lookup)
        if self._session.execute(drawn).first() is not None:
            return False
        self._session.execute(insert(ballot_receivers).values(vote=vote_id, lookup=lookup))
        self._mix(ballot_receivers, vote_id)
        return True

    def receivers(self, vote_id: str) -> int:
        drawn = select(func.count()).select_from(ballot_receivers).where(ballot_receivers.c.vote == vote_id)
        return int(self._session.execute(drawn).scalar_one())

    def vote_of_paper(self, digest: str) -> str | None:
        found = select(ballot_papers.c.vote).where(ballot_papers.c.digest == digest)
        return self._session.execute(found).scalar_one_or_none()

    def use_paper(self, digest: str) -> bool:
        return changed(self._session, delete(ballot_papers).where(ballot_papers.c.digest == digest)) == 1

    def cast(self, ballot: Ballot) -> None:
        """Sealed without a moment, and laid down where its digits belong."""
        secret = self._seal.close_undated([ballot.choice, ballot.salt])
        row = {"vote": ballot.vote, "commitment": ballot.commitment, "secret": secret, "is_posted": 0}
        self._session.execute(insert(ballots).values(row))
        self._mix(ballots, ballot.vote)

    def waiting(self, vote_id: str) -> Sequence[str]:
        unposted = select(ballots.c.commitment).where(ballots.c.vote == vote_id, ballots.c.is_posted == 0)
        return list(self._session.execute(unposted).scalars())

    def posted(self, vote_id: str) -> None:
        self._session.execute(update(ballots).where(ballots.c.vote == vote_id).values(is_posted=1))
        self._mix(ballots, vote_id)

    def ballots(self, vote_id: str) -> Sequence[Ballot]:
        rows = self._session.execute(select(ballots.c.secret).where(ballots.c.vote == vote_id)).scalars()
        return [Ballot(vote_id, *self._seal.open(secret)) for secret in rows]

    def counted(self, vote_id: str, at: datetime) -> None:
        self._session.execute(update(votes).where(votes.c.id == vote_id).values(counted_at=at))
        for table in (ballot_papers, ballot_receivers, ballots):
            self._session.execute(delete(table).where(table.c.vote == vote_id))

    def _mix(self, table: Table, vote_id: str) -> None:
        """PostgreSQL lays rows down as they come: they are laid down anew, by their digits, as SQLite does itself."""
        if self._session.get_bind().dialect.name != "postgresql":
            return
        taken = delete(table).where(table.c.vote == vote_id).returning(*table.c).cte("taken")
        by_digits = select(taken).order_by(*(taken.c[column.name] for column in table.primary_key.columns))
        self._session.execute(insert(table).from_select([column.name for column in table.c], by_digits))


def _vote(row: Any) -> Vote:
    return Vote(**{**row, "options": tuple(json.loads(row["options"]))})
