"""One station for all visits by voice."""

from collections.abc import Iterator

import pytest

from tests.e2e.spoken.house import House, open_house


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house") / "home") as house:
        yield house
