"""The tree tells what Linban is and does: not how work on it was organised, nor on which machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.tree import PROJECT, readable_files

pytestmark = pytest.mark.conventions

_HERE = Path(__file__).resolve()
UNWANTED = {
    "a note to do something later": r"\b(?:TODO|FIXME|XXX|HACK)\b",
    "how work is organised": (
        r"\b[Ii]ssues\b|\b[Ii]ssue #?\d|\b(?:pull|merge) request\b"
        r"|\bsub-?agents?\b|\bcoding agents?\b|\bthe brief\b"
    ),
    "a path of one machine": r"(?<![\w.~-])/(?:work|root|tmp/brief)/",
    "a package registry": (
        r"pypi\.org|pythonhosted|npmjs\.|registry\.\w+|crates\.io|mirrors?\.\w+\.\w+|tuna\.tsinghua"
    ),
}


def lines() -> Iterator[tuple[str, str]]:
    """Each line of each readable file, with where it stands."""
    for path in readable_files():
        if path.resolve() != _HERE:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                yield f"{path.relative_to(PROJECT)}:{number}", line


@pytest.mark.parametrize("what", UNWANTED)
def test_nothing_speaks_of(what: str) -> None:
    pattern = re.compile(UNWANTED[what])
    found = [f"{place}: {line.strip()[:100]}" for place, line in lines() if pattern.search(line)]
    assert found == []


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^\S+==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w.\[\]-]+ ?==", lock, re.MULTILINE)) > 0
