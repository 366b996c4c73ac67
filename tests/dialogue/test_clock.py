"""Somebody sets the clock of the machine in the middle of a visit; the worker that knows the visit does not mind."""

import time

import pytest

from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue


@pytest.mark.parametrize("leap", [3 * 3600, -3 * 3600])
def test_a_visit_goes_on_when_the_clock_is_set(talk: Talk, monkeypatch: pytest.MonkeyPatch, leap: int) -> None:
    talk.say("社保卡丢了")
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + leap)
    assert talk.say("那要带什么").end.state["service"] == "social_card"
