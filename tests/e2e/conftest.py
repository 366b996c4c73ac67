"""A real Chromium for each module of tests; one with sound of its own in the microphone comes from `chromium`."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.chromium import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
