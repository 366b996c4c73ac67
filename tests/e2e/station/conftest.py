"""One station for all tests that leave it as it was."""

from collections.abc import Iterator

import pytest

from tests.e2e.station.running import TINY_MODEL, Station, running


@pytest.fixture(scope="session")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    home = tmp_path_factory.mktemp("station")
    with running(home, LINBAN_VOSK_MODEL=str(TINY_MODEL), LINBAN_DEMO="1") as station:
        yield station
