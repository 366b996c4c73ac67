"""How the pipeline's result reads as labels of the design."""

from typing import Any

import pytest

from assistant.nlu.labels import as_understood

pytestmark = pytest.mark.unit

RANKING = [{"name": "svc.id_card", "confidence": 0.4}, {"name": "svc.elder_card", "confidence": 0.35}]


def parsed(label: str | None, **more: Any) -> dict[str, Any]:
    return {"intent": {"name": label, "confidence": 0.6}, "intent_ranking": RANKING, "entities": [], **more}


def test_a_service_comes_with_its_aspect_and_what_else_was_told() -> None:
    entities = [{"entity": "aspect", "value": "fee"}, {"entity": "beneficiary", "value": "mother"}]
    understood = as_understood(parsed("svc.id_card", entities=entities))
    assert (understood["label"], understood["service"], understood["aspect"]) == ("svc.id_card", "id_card", "fee")
    assert understood["slots"] == {"beneficiary": "mother"}
    assert [one["label"] for one in understood["alternatives"]] == ["svc.elder_card"]


def test_a_label_in_doubt_is_the_likeliest_with_its_own_confidence() -> None:
    understood = as_understood(parsed("unsure"))
    assert (understood["label"], understood["confidence"]) == ("svc.id_card", 0.4)


def test_a_certain_danger_is_the_label() -> None:
    understood = as_understood(parsed("emg.fall", safety={"label": "emg.fall", "rule": "floor"}))
    assert (understood["label"], understood["safety"], understood["service"]) == ("emg.fall", "emg.fall", None)


@pytest.mark.parametrize("asked", ["unsure_danger", "unsure_fraud"])
def test_a_danger_to_be_asked_about_stands_beside_the_likeliest_label(asked: str) -> None:
    understood = as_understood(parsed(asked, safety={"label": "fraud.suspect", "rule": "model"}))
    assert (understood["label"], understood["confidence"], understood["safety"]) == (
        "svc.id_card",
        0.4,
        "fraud.suspect",
    )


def test_nothing_said_is_out_of_scope() -> None:
    understood = as_understood({"intent": {"name": None}, "entities": []})
    assert (understood["label"], understood["confidence"], understood["safety"]) == ("oos", 0.0, None)


def test_who_is_responsible_said_alone_needs_no_service() -> None:
    entities = [{"entity": "aspect", "value": "who_is_responsible"}]
    understood = as_understood(parsed("ask.who_is_responsible", entities=entities))
    assert (understood["label"], understood["aspect"]) == ("meta.responsibility", "who_is_responsible")


def test_a_question_about_nothing_named_belongs_to_the_likeliest_service() -> None:
    understood = as_understood(parsed("ask.fee"))
    assert (understood["label"], understood["service"], understood["confidence"]) == ("svc.id_card", "id_card", 0.4)


def test_a_question_no_service_is_likely_for_stays_a_question() -> None:
    ranking = [{"name": "ask.fee", "confidence": 0.9}, {"name": "svc.id_card", "confidence": 0.01}]
    assert as_understood({**parsed("ask.fee"), "intent_ranking": ranking})["label"] == "ask.fee"
