"""Labelled sets as people write them."""

from pathlib import Path

import pytest

from assistant.evaluation.examples import Example, read_examples, told

pytestmark = pytest.mark.unit


def file(folder: Path, text: str) -> Path:
    path = folder / "set.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_a_text_a_label_and_perhaps_an_aspect(tmp_path: Path) -> None:
    path = file(tmp_path, "﻿# a remark\n老年证咋办\tsvc.elder_card\tsteps\n\n找人\tdlg.human\n好\tdlg.affirm\t\n")
    assert read_examples(path) == (
        Example("老年证咋办", "svc.elder_card", "steps"),
        Example("找人", "dlg.human"),
        Example("好", "dlg.affirm"),
    )


@pytest.mark.parametrize("line", ["没有标签", "没有标签\t", "\tdlg.human", "太\t多\t列\t了"])
def test_a_line_that_is_no_example_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"set\.tsv:2 is not"):
        read_examples(file(tmp_path, f"找人\tdlg.human\n{line}\n"))


def test_an_empty_file_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no examples: write"):
        read_examples(file(tmp_path, "\n"))


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.tsv"
    path.write_bytes("找人\tdlg.human\n".encode("gb18030"))
    with pytest.raises(ValueError, match="not UTF-8"):
        read_examples(path)


@pytest.mark.parametrize(
    "examples",
    [
        '- 我叫[王秀英](name)\n- 姓[李]{"entity": "name"}\n',
        [{"text": "我叫[王秀英](name)"}, '姓[李]{"entity": "name"}'],
    ],
)
def test_training_lines_come_without_annotations(examples: str | list[object]) -> None:
    assert told(examples) == ["我叫王秀英", "姓李"]
