"""Counts a vote again from the public ledger alone, and finds whatever does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.ledger.entry import Entry
from actions.votes.model import Ballot, tally
from actions.votes.pages import BALLOT, COUNTED, OPENED


@dataclass(frozen=True)
class Recount:
    """A vote as the ledger tells it. `result` is counted anew and None until the count; `problems` are words for what
    does not fit: `unopened`, `unknown`, `forged`, `stuffed`, `late`, `foreign_choice`, `wrong_result`."""

    vote: str
    title: str
    options: tuple[str, ...]
    papers: int
    posted: tuple[str, ...]
    result: Mapping[str, int] | None
    problems: tuple[str, ...]


def recount(entries: Sequence[Entry]) -> tuple[Recount, ...]:
    """Every vote of the ledger, in the order they were opened."""
    openings = [entry for entry in entries if entry.kind == OPENED]
    return tuple(_recounted(opening, entries) for opening in openings)


def _recounted(opening: Entry, entries: Sequence[Entry]) -> Recount:
    about = opening.body
    mine = [entry for entry in entries if entry.body.get("vote") == about["vote"]]
    posted = [entry for entry in mine if entry.kind == BALLOT]
    counts = [entry for entry in mine if entry.kind == COUNTED]
    options = tuple(about["options"])
    commitments = tuple(str(entry.body["commitment"]) for entry in posted)
    opened = _opened(str(about["vote"]), counts[0].body) if counts else ()
    problems = [*_stuffed(commitments, int(about["ballots"]))]
    if counts:
        problems += _misfits(options, posted, counts, opened)
    return Recount(
        str(about["vote"]),
        str(about["title"]),
        options,
        int(about["ballots"]),
        commitments,
        tally(options, (ballot for _, ballot in opened)) if counts else None,
        tuple(dict.fromkeys(problems)),
    )


def _opened(vote: str, count: Mapping[str, Any]) -> tuple[tuple[str, Ballot], ...]:
    return tuple(
        (str(one["commitment"]), Ballot(vote, str(one["choice"]), str(one["salt"]))) for one in count["opened"]
    )


def _stuffed(commitments: Sequence[str], papers: int) -> Iterator[str]:
    if len(commitments) > papers or len(set(commitments)) < len(commitments):
        yield "stuffed"


def _misfits(
    options: Sequence[str], posted: Sequence[Entry], counts: Sequence[Entry], opened: Sequence[tuple[str, Ballot]]
) -> Iterator[str]:
    commitments = {str(entry.body["commitment"]) for entry in posted}
    claimed = [commitment for commitment, _ in opened]
    checks = {
        "unopened": bool(commitments - set(claimed)),
        "unknown": bool(set(claimed) - commitments),
        "forged": any(commitment != ballot.commitment for commitment, ballot in opened),
        "stuffed": len(set(claimed)) < len(claimed) or len(counts) > 1,
        "late": any(entry.index > counts[0].index for entry in posted),
        "foreign_choice": any(ballot.choice not in options for _, ballot in opened),
        "wrong_result": dict(counts[0].body["result"]) != dict(tally(options, (ballot for _, ballot in opened))),
    }
    return (problem for problem, is_so in checks.items() if is_so)
