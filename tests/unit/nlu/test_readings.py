"""Several readings of one sound: a danger that any of them tells of, or all suspect, is asked about."""

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


async def test_what_all_readings_suspect_a_little_is_asked_about() -> None:
    first = parsed("svc.tekun", 0.7, suspicion={"label": "emg.suicide", "probability": 0.15})
    model = Model(other=parsed("unsure", 0.4, suspicion={"label": "fraud.victim", "probability": 0.3}))
    read = await read_together(first, ["other"], model)
    assert (read["intent"]["name"], read["safety"]["label"]) == ("unsure_fraud", "fraud.victim")


async def test_what_one_of_many_readings_suspects_a_little_is_not() -> None:
    suspected = parsed("unsure", 0.4, suspicion={"label": "emg.suicide", "probability": 0.35})
    model = Model(one=suspected, two=parsed("svc.dibao", 0.9), three=parsed("svc.dibao", 0.9))
    first = parsed("svc.dibao", 0.95)
    assert await read_together(first, ["one", "two", "three"], model) == first


async def test_a_danger_that_is_heard_needs_no_other_reading() -> None:
    first, model = parsed("emg.gas", 0.5, safety=DANGER), Model()
    assert await read_together(first, ["fire"], model) == first and model.asked == []
