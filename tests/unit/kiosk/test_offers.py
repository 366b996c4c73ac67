"""Everything that can be asked for here can be found by looking, what was added today too."""

from __future__ import annotations

import pytest

from actions.catalogue.loader import load_catalogue
from kiosk.offers import offers
from kiosk.settings import WEB

pytestmark = pytest.mark.unit

TITLES = {service.id: service.title for service in load_catalogue().services.values()}
MOST_ON_A_SCREEN = 6


def found(titles: dict[str, str]) -> dict[str, str]:
    return {service["id"]: service["title"] for kind in offers(WEB, titles) for service in kind["services"]}


def test_every_service_is_found_and_no_screen_is_crowded() -> None:
    kinds = offers(WEB, TITLES)
    assert set(found(TITLES)) == set(TITLES)
    assert len(kinds) <= MOST_ON_A_SCREEN and all(0 < len(kind["services"]) <= MOST_ON_A_SCREEN for kind in kinds)


def test_a_service_that_was_added_is_found_without_a_change_to_the_page() -> None:
    assert found(TITLES | {"new": "新的事"})["new"] == "新的事"


def test_a_service_that_was_taken_away_is_not_offered() -> None:
    assert "elder_card" not in found({id_: title for id_, title in TITLES.items() if id_ != "elder_card"})


def test_where_nobody_says_what_there_is_all_that_the_page_knows_is_offered() -> None:
    assert set(found({})) == set(TITLES)
