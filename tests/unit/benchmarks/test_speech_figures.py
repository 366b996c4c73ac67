"""How the figures of the ears and the mouth are written."""

import json
from dataclasses import replace

import pytest

from tests.benchmarks.speech_figures import Accuracy, Load, Mistaken, SpeechFigures, as_data, missed, rows, spread

pytestmark = pytest.mark.unit

FIGURES = SpeechFigures(
    model="a model",
    people=Accuracy(0, 0),
    synthetic=Accuracy(200, 7),
    to_sign=(540.0, 560.0),
    to_final=(1_500.0, 1_600.0, 3_100.0),
    beyond_pause=(20.0, 90.0),
    to_sound=(),
    own_voice=Mistaken(1, 120),
    people_over_it=Mistaken(3, 120),
    loads=(Load(1, 0.0312, 120.4), Load(4, 0.08, 150.0)),
)


def test_every_figure_has_a_line() -> None:
    written = dict(rows(FIGURES))
    assert written["character error rate: synthetic voice"] == "3.5%"
    assert written["character error rate: real recordings"] == "–"
    assert written["end of speech to final text: ms, p50 / p90"] == "1600 / 3100"
    assert written["answer to its first sound: ms, p50 / p90"] == "–"
    assert written["its own voice taken for a person's"] == "1 / 120"
    assert written["people over its voice not heard"] == "3 / 120"
    assert written["1 at once: real-time factor"] == "0.031" and written["4 at once: RSS MB"] == "150"


def test_a_program_gets_the_same() -> None:
    data = json.loads(json.dumps(as_data(FIGURES)))
    assert data["rows"] == dict(rows(FIGURES)) and data["loads"][0]["sessions"] == 1


def test_the_goals_are_of_the_slow_ones_and_of_the_largest_crowd() -> None:
    heard = replace(FIGURES, to_sound=(100.0, 650.0))
    assert missed(heard) == []
    assert len(missed(replace(heard, to_sound=(100.0, 750.0)))) == 1
    assert len(missed(replace(heard, loads=(Load(1, 0.5, 1.0), Load(4, 1.2, 1.0))))) == 1
    assert len(missed(FIGURES)) == 1, "what could not be measured is not reached"


def test_the_ninth_tenth_of_few_is_the_last() -> None:
    assert spread([3.0]) == "3 / 3" and spread(list(map(float, range(1, 11)))) == "6 / 10"
