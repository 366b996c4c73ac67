"""Nothing in the public ledger can be changed without anybody noticing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actions.ledger.checking import Fault, check
from actions.ledger.entry import Entry, appended, digest_of
from actions.ledger.export import ExportError, read, write
from actions.ledger.head import Head, Signer

pytestmark = pytest.mark.unit

SIGNER = Signer(b"k" * 32)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)

bodies = st.dictionaries(st.text(max_size=4), st.one_of(st.integers(0, 99), st.text(max_size=6)), max_size=3)
pages = st.lists(st.tuples(st.sampled_from(["vote.ballot", "points"]), bodies), min_size=2, max_size=8)


def ledger(written: list[tuple[str, Mapping[str, Any]]]) -> tuple[list[Entry], list[Head]]:
    """The pages, half of them written and signed before the others."""
    half = len(written) // 2
    first = appended(None, written[:half])
    rest = appended(first[-1] if first else None, written[half:])
    signed = [SIGNER.sign(part[-1], NOW + timedelta(minutes=place)) for place, part in enumerate((first, rest)) if part]
    return [*first, *rest], signed


@given(pages)
def test_a_ledger_that_nobody_touched_is_whole(written: list[tuple[str, dict[str, Any]]]) -> None:
    entries, heads = ledger(written)
    assert check(entries, heads, SIGNER.public) == ()
    assert check(*read(write(entries, heads, SIGNER.public))) == ()


@given(pages, st.data())
def test_a_changed_page_is_found(written: list[tuple[str, dict[str, Any]]], data: st.DataObject) -> None:
    entries, heads = ledger(written)
    place = data.draw(st.integers(0, len(entries) - 1))
    body = data.draw(bodies)
    assume(body != entries[place].body)
    entries[place] = replace(entries[place], body=body)
    assert check(entries, heads, SIGNER.public)


@given(pages, st.data())
def test_a_page_rewritten_with_all_digests_after_it_is_found(
    written: list[tuple[str, dict[str, Any]]], data: st.DataObject
) -> None:
    """Somebody who knows how digests are made still cannot sign for the old heads."""
    entries, heads = ledger(written)
    place = data.draw(st.integers(0, len(entries) - 1))
    body = data.draw(bodies)
    assume(body != entries[place].body)
    forged = [(entry.kind, body if entry.index == place else entry.body) for entry in entries]
    assert Fault.REPLACED in {found.fault for found in check(appended(None, forged), heads, SIGNER.public)}


@given(pages, st.data())
def test_a_dropped_page_is_found_wherever_it_stood(
    written: list[tuple[str, dict[str, Any]]], data: st.DataObject
) -> None:
    entries, heads = ledger(written)
    del entries[data.draw(st.integers(0, len(entries) - 1))]
    assert check(entries, heads, SIGNER.public)


@given(pages, st.data())
def test_two_pages_exchanged_are_found(written: list[tuple[str, dict[str, Any]]], data: st.DataObject) -> None:
    entries, heads = ledger(written)
    one, other = data.draw(st.permutations(range(len(entries))))[:2]
    entries[one], entries[other] = entries[other], entries[one]
    assert check(entries, heads, SIGNER.public)


@given(pages, st.data())
def test_a_page_slipped_in_is_found(written: list[tuple[str, dict[str, Any]]], data: st.DataObject) -> None:
    entries, heads = ledger(written)
    place = data.draw(st.integers(0, len(entries)))
    previous = entries[place - 1].digest if place else entries[0].previous
    body = {"vote": "one more"}
    digest = digest_of(place, "vote.ballot", body, previous)
    entries.insert(place, Entry(place, "vote.ballot", body, previous, digest))
    assert check(entries, heads, SIGNER.public)


def test_another_key_signs_for_nothing() -> None:
    entries, _ = ledger([("points", {"points": 1})] * 2)
    head = Signer(b"x" * 32).sign(entries[-1], NOW)
    assert [found.fault for found in check(entries, [head], SIGNER.public)] == [Fault.SIGNATURE]


def test_an_old_head_on_paper_shows_that_pages_were_taken_away() -> None:
    entries, heads = ledger([("points", {"points": count}) for count in range(6)])
    shorter = entries[:3]
    faults = check(shorter, [SIGNER.sign(shorter[-1], NOW), heads[-1]], SIGNER.public)
    assert [found.fault for found in faults] == [Fault.MISSING]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": 1}', "no json", '{"format":"x","public_key":"","entries":[],"heads":[]}']
)
def test_what_is_no_export_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ExportError, match="export"):
        read(text)
