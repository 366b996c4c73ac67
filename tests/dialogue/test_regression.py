"""What was understood once stays understood."""

import pytest

from assistant.evaluation.examples import read_examples
from assistant.evaluation.readers import timed
from assistant.evaluation.scores import score
from assistant.understanding import Understanding
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.dialogue

LINES = PROJECT / "tests" / "data" / "regression" / "lines.tsv"


def test_every_line_of_the_regression_file_is_understood(understanding: Understanding) -> None:
    examples = read_examples(LINES)
    read = timed(understanding.read)
    scores = score(examples, [read(example.text) for example in examples])
    assert [(miss.example.text, miss.reading.label) for miss in scores.misses] == []
    assert scores.safety_recall == 1.0
    assert [miss.example.text for miss in scores.false_alarms] == []
