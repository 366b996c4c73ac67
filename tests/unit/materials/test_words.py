"""A slip of the pen in the words of the materials names its file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actions.catalogue.reader import CatalogueError
from actions.materials.words import ROOT, load_words

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("questions.yml", "registered_here:", "registerd_here:", "`registerd_here` speaks of `registerd_here`"),
        ("questions.yml", "[not moves_registration]", "[not moved]", "speaks of `moved`"),
        (
            "questions.yml",
            "  second_prompt: 看不清",
            "  secondprompt: 看不清",
            "`permit_damaged.second_prompt` is missing",
        ),
        ("documents.yml", "key: photo", "kye: photo", "`documents item 6.key` is missing"),
        ("documents.yml", "instead: temporary", "insted: temporary", "without.instead` is missing"),
        ("documents.yml", "any_of:", "anyof:", "`any_of` is missing"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, name: str, old: str, new: str, expected: str) -> None:
    for file in ("questions.yml", "documents.yml"):
        shutil.copy(ROOT / file, tmp_path / file)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_words(tmp_path)
    assert expected in str(caught.value)
