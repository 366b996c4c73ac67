"""What the environment tells a station about its microphone."""

import pytest

from assistant.settings import Settings

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("told", "way"), [({}, "open"), ({"LINBAN_KIOSK_MICROPHONE": "press"}, "press")])
def test_the_microphone_is_open_unless_it_has_to_be_pressed(told: dict[str, str], way: str) -> None:
    assert Settings.from_environment(told).kiosk_microphone == way


def test_another_way_to_listen_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"LINBAN_KIOSK_MICROPHONE must be open or press, not 'shout'\."):
        Settings.from_environment({"LINBAN_KIOSK_MICROPHONE": "shout"})
