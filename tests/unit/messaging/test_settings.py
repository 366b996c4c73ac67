"""What a station is told of its messaging apps."""

from __future__ import annotations

import pytest

from assistant.settings import Ports
from assistant.station import programs
from assistant.station_chat_settings import ChatSettings, chat_port

pytestmark = pytest.mark.unit

WECHAT = {"LINBAN_WECHAT_APP_ID": "wx", "LINBAN_WECHAT_SECRET": "s", "LINBAN_WECHAT_TOKEN": "t"}


def test_without_credentials_there_is_no_app() -> None:
    settings = ChatSettings.from_environment({})
    assert settings.apps == () and settings.secrets == ()


def test_an_app_with_credentials_is_a_process_of_the_station() -> None:
    settings = ChatSettings.from_environment({"LINBAN_TELEGRAM_TOKEN": "1:a", **WECHAT})
    assert settings.apps == ("telegram", "wechat")
    ports = Ports.from_station(9000)
    made = {one.name: one.health for one in programs(ports, settings.apps)}
    assert made["telegram"] == f"http://127.0.0.1:{chat_port('telegram', ports)}/health"
    assert len(set(made.values())) == 5


def test_credentials_are_shown_nowhere() -> None:
    settings = ChatSettings.from_environment({"LINBAN_TELEGRAM_TOKEN": "1:secret", **WECHAT})
    assert "secret" not in repr(settings)
    assert {"1:secret", "s", "t"} <= set(settings.secrets)


@pytest.mark.parametrize(
    "environment",
    [
        {"LINBAN_WECHAT_APP_ID": "wx"},
        {"LINBAN_TELEGRAM_TOKEN": "1:a", "LINBAN_TELEGRAM_WEBHOOK": "https://example.org/telegram"},
        {"LINBAN_STATION_HOURS": "always"},
    ],
)
def test_what_is_incomplete_is_said(environment: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        ChatSettings.from_environment(environment)
