"""What the assistant learns from: real ways of saying things, none of which it is examined on."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.evaluation.examples import told
from assistant.text.digits import plain_digits
from assistant.text.kinship import OWNERS, WORDS
from assistant.text.normalise import normalise
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

LEARNT = PROJECT / "nlu_data" / "nlu"
EXAMINED = PROJECT / "tests" / "data" / "development"
LEAST_DISTINCT = 0.9
#: Columns of a follow-up: scene, sentence, service, aspect.
_FOLLOW_UP = 4

_RELATIONS = sorted((word for words in WORDS.values() for word in words.split()), key=len, reverse=True)
_PERSON = re.compile(rf"(?:{'|'.join(OWNERS.split())})?(?:{'|'.join(_RELATIONS)})")


@cache
def blocks() -> tuple[tuple[Path, dict[str, Any]], ...]:
    """Every block of examples of one label, with the file it stands in."""
    files = sorted(LEARNT.glob("*.yml"))
    data = ((path, yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)) for path in files)
    return tuple((path, block) for path, loaded in data for block in loaded["nlu"])


def bare(text: str) -> str:
    """What is left of a sentence when spelling, spaces and punctuation are no difference."""
    return re.sub(r"\W", "", normalise(text))


def frame(text: str) -> str:
    """The sentence with numbers and relatives made alike: they fill a frame."""
    return re.sub("[0-9十百]+", "#", plain_digits(_PERSON.sub("@", bare(text))))


def examined() -> Iterator[tuple[str, str]]:
    """Where each examined sentence stands, and the sentence: the first column, or the second of four, where
    the first only sets the scene for a follow-up."""
    for path in sorted(EXAMINED.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file, "excel-tab", quoting=csv.QUOTE_NONE), start=1):
                yield f"{path.name}:{number}", row[1 if len(row) == _FOLLOW_UP else 0]


def test_nothing_examined_was_learnt() -> None:
    learnt = {bare(text) for _, block in blocks() for text in told(block["examples"])}
    assert [f"{place} {text}" for place, text in examined() if bare(text) in learnt] == []


def test_a_file_holds_one_label_and_is_named_after_it() -> None:
    wrong = [(path.name, block["intent"]) for path, block in blocks() if block["intent"] != path.stem]
    assert wrong == []


def test_no_sentence_has_two_labels() -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for _, block in blocks():
        for text in told(block["examples"]):
            labels[bare(text)].add(block["intent"])
    assert {text: names for text, names in labels.items() if len(names) > 1} == {}


def test_examples_are_more_than_a_template_and_a_list(record_property: Callable[[str, object], None]) -> None:
    frames: dict[str, list[str]] = defaultdict(list)
    for _, block in blocks():
        is_bare_value = block["intent"].startswith("inform.")
        frames[block["intent"]] += map(bare if is_bare_value else frame, told(block["examples"]))
    ratios = {label: len(set(made)) / len(made) for label, made in frames.items()}
    record_property("distinct frames per example", ratios)
    assert {label: round(ratio, 2) for label, ratio in ratios.items() if ratio < LEAST_DISTINCT} == {}
