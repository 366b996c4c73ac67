"""Visits through Chromium's own fake microphone: the sound goes the way that a person's goes."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.chromium import chromium
from tests.e2e.spoken.house import House
from tests.e2e.spoken.sounds import wav
from tests.e2e.spoken.visit import SCENARIOS, Visit

pytestmark = pytest.mark.e2e

AT_THE_DEVICE = [scenario for scenario in SCENARIOS if scenario.get("device")]
UNTIL_GREETED, SPOKEN_AT_MOST, LONG = 6.0, 8.0, 60.0
"""Seconds."""


@pytest.mark.parametrize("scenario", AT_THE_DEVICE, ids=[scenario["name"] for scenario in AT_THE_DEVICE])
def test_a_visit_through_the_browsers_own_microphone(house: House, scenario: dict[str, Any], tmp_path: Path) -> None:
    said, *steps = scenario["steps"]
    heard = tmp_path / "microphone.wav"
    heard.write_bytes(wav([UNTIL_GREETED, *said["say"], LONG]))
    with chromium(heard) as browser:
        visit = Visit(browser.new_page(viewport={"width": 1280, "height": 800}), house.url, has_device=True)
        visit.play(steps[0] | {"within_ms": steps[0]["within_ms"] + (UNTIL_GREETED + SPOKEN_AT_MOST) * 1000})
        for step in steps[1:]:
            visit.play(step)
