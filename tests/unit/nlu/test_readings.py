"""Several readings of one sound: a danger in any of them is asked about, where the first is not clear."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.nlu.readings import read_together

pytestmark = pytest.mark.unit

DANGER = {"label": "emg.fire", "rule": "fire"}


def parsed(label: str, confidence: float, **more: Any) -> dict[str, Any]:
    ranking = [{"name": label, "confidence": confidence}]
    return {"text": label, "intent": ranking[0], "intent_ranking": ranking, **more}


class Model:
    """Knows what a few texts mean, and which it was asked about."""

    def __init__(self, **meanings: dict[str, Any]) -> None:
        self.meanings = meanings
        self.asked: list[str] = []

    async def __call__(self, text: str) -> dict[str, Any]:
        self.asked.append(text)
        return self.meanings[text]


async def test_a_danger_that_another_reading_tells_of_is_asked_about() -> None:
    model = Model(quiet=parsed("svc.dibao", 0.4), fire=parsed("emg.fire", 0.9, safety=DANGER))
    first = parsed("svc.elder_card", 0.5)
    read = await read_together(first, ["quiet", "fire"], model)
    assert read == {**first, "intent": {"name": "unsure_danger", "confidence": 0.5}, "safety": DANGER}


async def test_without_a_danger_the_first_reading_stays_however_unclear_it_is() -> None:
    first = parsed("unsure", 0.2)
    assert await read_together(first, ["other"], Model(other=parsed("svc.dibao", 0.99))) == first


@pytest.mark.parametrize("first", [parsed("svc.dibao", 0.95), parsed("emg.gas", 0.5, safety=DANGER)])
async def test_what_is_clear_needs_no_other_reading(first: dict[str, Any]) -> None:
    model = Model()
    assert await read_together(first, ["fire"], model) == first and model.asked == []
