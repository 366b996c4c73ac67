"""Actions that fail, are late or are away: a sentence and a person offered, never silence."""

import asyncio
from typing import Any

import pytest

from assistant.action_endpoint import PatientEndpoint, apology, within
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue


async def late() -> dict[str, Any]:
    await asyncio.sleep(10)
    return {}


async def broken() -> dict[str, Any]:
    raise ConnectionError


async def nothing() -> None:
    return None


@pytest.mark.parametrize("answer", [late, broken, nothing])
async def test_an_action_without_an_answer_apologises(answer: Any) -> None:
    assert await within("action_answer", answer(), 0.05) == apology("action_answer")


async def test_an_answer_in_time_is_passed_on() -> None:
    async def answer() -> dict[str, Any]:
        return {"events": [], "responses": [{"text": "好。"}]}

    assert (await within("action_answer", answer(), 1.0))["responses"] == [{"text": "好。"}]


def test_with_the_action_server_away_a_sentence_and_a_person_are_offered(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = PatientEndpoint("http://127.0.0.1:9/webhook", {})
    monkeypatch.setattr(talk.dialogue.agent.processor, "action_endpoint", nobody)
    said = talk.say("养老金认证要带什么")
    assert said.text
    assert "/dlg.human" in said.payloads
    assert talk.say("找人").replies[-1].card == {"kind": "handover", "reason": "by_hand"}


def test_with_the_action_server_away_an_emergency_is_met_all_the_same(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = PatientEndpoint("http://127.0.0.1:9/webhook", {})
    monkeypatch.setattr(talk.dialogue.agent.processor, "action_endpoint", nobody)
    said = talk.say("我胸口疼得厉害喘不上气")
    assert said.replies[0].card is not None and said.replies[0].card["number"] == "120"


def test_a_core_that_breaks_in_the_middle_says_the_fallback(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(message: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(talk.dialogue.agent, "handle_message", breaks)
    said = talk.say("养老金认证要带什么")
    assert said.replies == [talk.dialogue.fallback.unanswered]
