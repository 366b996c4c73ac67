"""Votes at the desk: put a question, print its ballot papers, note who draws one, count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.responses import Response

from actions.desk.model import EVERYONE, STAFF
from actions.model import new_id
from actions.passes.digest import Digest
from actions.votes.casting import count_vote, give_paper, open_vote
from actions.votes.model import Vote, VoteError, VoteState
from actions.votes.recount import recount
from assistant.text.identity import IdNumber, IdNumberRefused
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket

_MOST_BALLOTS = 5_000
_LAST_MINUTE = time(23, 59)


def pages(desk: Desk) -> list[Page | Socket]:
    """Opening and counting is for staff; handing out papers is for everybody."""
    return [
        Page("/votes", show, EVERYONE, nav="votes"),
        Page("/votes/open", put, STAFF, ("POST",)),
        Page("/votes/{vote}/paper", paper, EVERYONE, ("POST",)),
        Page("/votes/{vote}/count", count, STAFF, ("POST",)),
    ]


@dataclass(frozen=True)
class Shown:
    """A vote with how many drew a paper, and the count once there is one."""

    vote: Vote
    state: VoteState
    drawn: int
    posted: int
    result: dict[str, int] | None

    @property
    def most(self) -> int:
        """The largest count, for the bars."""
        return max((self.result or {}).values(), default=0) or 1


def show(asked: Asked) -> Response:
    """All votes, the newest first."""
    return _page(asked)


def put(asked: Asked) -> Response:
    """Opens a vote; the numbers of its papers are shown once, to be printed."""
    resources = asked.desk.resources
    try:
        vote = _read(asked, resources.clock.now())
        papers = open_vote(vote, resources.units, resources.clock, resources.digest)
    except (VoteError, ValueError) as error:
        return _page(asked, problem=error.problem if isinstance(error, VoteError) else "period")
    asked.desk.note(asked, "vote_opened", vote.id)
    return asked.desk.page(asked, "papers.html", vote=vote, papers=papers)


def paper(asked: Asked) -> Response:
    """Notes that somebody draws a paper; their number is turned into a digest and forgotten."""
    resources, vote_id = asked.desk.resources, asked.path("vote")
    try:
        person = _person(asked.field("id_number"), vote_id, resources.digest, resources.clock.today())
        is_first = give_paper(vote_id, person, resources.units, resources.clock)
    except IdNumberRefused:
        return _page(asked, problem="id_number")
    except VoteError as error:
        return _page(asked, problem=error.problem)
    if not is_first:
        return _page(asked, problem="drawn")
    asked.desk.note(asked, "ballot_given", vote_id)
    return asked.to("/votes", "ballot_given")


def count(asked: Asked) -> Response:
    """Counts a vote whose time is over."""
    resources = asked.desk.resources
    try:
        count_vote(asked.path("vote"), resources.units, resources.clock)
    except VoteError as error:
        raise Refused(409 if error.problem != "paper" else 404, "vote_not_over") from error
    asked.desk.note(asked, "vote_counted", asked.path("vote"))
    return asked.to("/votes", "vote_counted")


def _page(asked: Asked, problem: str = "") -> Response:
    resources = asked.desk.resources
    tomorrow = resources.clock.today() + timedelta(days=1)
    return asked.desk.page(
        asked, "votes.html", 400 if problem else 200, shown=_shown(asked), problem=problem, soonest=tomorrow.isoformat()
    )


def _shown(asked: Asked) -> list[Shown]:
    resources = asked.desk.resources
    now = resources.clock.now()
    with resources.units() as work:
        votes = work.votes.all()
        drawn = {vote.id: work.votes.receivers(vote.id) for vote in votes}
        counts = {one.vote: one for one in recount(work.ledger.entries())}
    return [
        Shown(
            vote,
            vote.state(now),
            drawn[vote.id],
            len(counts[vote.id].posted),
            dict(result) if (result := counts[vote.id].result) is not None else None,
        )
        for vote in votes
    ]


def _read(asked: Asked, now: datetime) -> Vote:
    """The question as it was filled in. Raises VoteError, ValueError."""
    options = tuple(line.strip() for line in asked.field("options", 600).splitlines() if line.strip())
    last = datetime.combine(date.fromisoformat(asked.field("last_day")), _LAST_MINUTE).astimezone()
    ballots = int(asked.field("ballots") or 0)
    if ballots > _MOST_BALLOTS:
        raise VoteError("ballots")
    return Vote(new_id(), asked.field("title"), options, asked.field("electorate"), ballots, now, last)


def _person(said: str, vote_id: str, digest: Digest, today: date) -> str:
    """What is kept of a person: another digest for each vote. Raises IdNumberRefused."""
    return digest(f"voter {vote_id} {IdNumber.parse(said, today).number}")
