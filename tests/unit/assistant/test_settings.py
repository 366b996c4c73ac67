"""What the environment tells a station about its microphone, its printer, its bot and its workers."""

import pytest

from assistant.settings import Settings

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("told", "bot"), [("", ""), ("linban_bot", "linban_bot"), ("@linban_bot", "linban_bot")])
def test_the_name_of_the_bot_with_or_without_its_sign(told: str, bot: str) -> None:
    assert Settings.from_environment({"LINBAN_TELEGRAM_BOT": told}).telegram_bot == bot


@pytest.mark.parametrize("told", ["bot", "linban bot", "https://t.me/linban_bot", "4242:the-bots-own-word"])
def test_what_is_no_name_of_a_bot_is_one_clear_sentence(told: str) -> None:
    with pytest.raises(ValueError, match=r"LINBAN_TELEGRAM_BOT must be the name of a bot") as raised:
        Settings.from_environment({"LINBAN_TELEGRAM_BOT": told})
    assert told == "bot" or told not in str(raised.value), "it may be the token"


def test_a_printer_is_named_as_the_printing_system_names_it() -> None:
    assert Settings.from_environment({"LINBAN_PRINTER": "roll_1"}).printer == "roll_1"
    for told in ("-d", "a b", "a;reboot"):
        with pytest.raises(ValueError, match="LINBAN_PRINTER must be a name"):
            Settings.from_environment({"LINBAN_PRINTER": told})


@pytest.mark.parametrize(("told", "way"), [({}, "open"), ({"LINBAN_KIOSK_MICROPHONE": "press"}, "press")])
def test_the_microphone_is_open_unless_it_has_to_be_pressed(told: dict[str, str], way: str) -> None:
    assert Settings.from_environment(told).kiosk_microphone == way


def test_another_way_to_listen_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"LINBAN_KIOSK_MICROPHONE must be open or press, not 'shout'\."):
        Settings.from_environment({"LINBAN_KIOSK_MICROPHONE": "shout"})


def test_every_worker_has_a_port_of_its_own() -> None:
    settings = Settings.from_environment({"LINBAN_WORKERS": "16"})
    ports = [settings.ports.station, *settings.ports.of_dialogue(16), *settings.ports.of_actions(16)]
    assert len(set(ports)) == 33
    assert (settings.ports.of_dialogue(1), settings.ports.of_actions(1)) == ((8601,), (8602,))


@pytest.mark.parametrize("workers", ["0", "17", "many"])
def test_no_workers_and_too_many_are_refused_in_a_sentence(workers: str) -> None:
    with pytest.raises(ValueError, match="LINBAN_WORKERS must be a number from 1 to 16"):
        Settings.from_environment({"LINBAN_WORKERS": workers})


def test_a_password_of_a_server_stands_in_no_trace() -> None:
    told = {"LINBAN_REDIS_URL": "redis://:hidden@h", "LINBAN_BROKER_URL": "amqp://u:hidden@h"}
    assert "hidden" not in repr(Settings.from_environment(told))
