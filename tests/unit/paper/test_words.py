"""A slip of the pen in the words on paper names its file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.catalogue.loader import ROOT
from actions.catalogue.paper_file import read_paper
from actions.catalogue.reader import CatalogueError

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  filed: ", "  filled: ", "`slip.filed` is missing"),
        ("  button: 打印", "  button:", "`printing.button` is empty"),
        ("  scope_lines: [递交材料", "  scope_lines: 递交材料 #", "`letter.scope_lines` must be a list"),
        ("    spouse: 夫妻", "    spouse: 1", "`letter.relations.spouse` must be text"),
        ("printing:\n", "printing:\n  colour: 黑\n", "`printing.colour` is not a key of the catalogue"),
        ("slip:\n", "slips:\n", "`slip` is missing"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = (ROOT / "paper.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "paper.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_paper(tmp_path / "paper.yml")
    assert expected in str(caught.value)
