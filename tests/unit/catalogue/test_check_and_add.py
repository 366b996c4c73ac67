"""What `linban catalogue check` lists, and what `linban catalogue add` starts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.catalogue.add import add_service
from actions.catalogue.check import Finding, Kind, check
from actions.catalogue.loader import load_catalogue
from actions.catalogue.reader import CatalogueError

from .conftest import CHECKED, TODAY, Bench, fact, local

pytestmark = pytest.mark.unit


def findings(bench: Bench, kind: Kind, region: str | None = None, days: int = 1) -> list[Finding]:
    found = check(bench.load(region), CHECKED + timedelta(days=days))
    return [finding for finding in found if finding.kind is kind and "tiny" in finding.file + finding.key]


def test_a_fact_of_memory_is_listed(bench: Bench) -> None:
    bench.service["facts"]["fee"] = [fact("price", "每证20元。", "M")]
    [finding] = findings(bench, Kind.UNVERIFIED)
    assert (finding.file, finding.key) == ("services/tiny.yml", "facts.fee price")
    assert "每证20元。" in finding.message


def test_a_fact_past_its_horizon_is_listed_with_its_source(bench: Bench) -> None:
    assert findings(bench, Kind.EXPIRED, days=365) == []
    [finding] = findings(bench, Kind.EXPIRED, days=366)
    assert finding.key == "facts.fee price"
    assert "某法第1条" in finding.message


def test_a_hotline_of_memory_is_listed(bench: Bench) -> None:
    keys = {finding.key for finding in check(bench.load(), TODAY) if finding.kind is Kind.UNVERIFIED}
    assert keys == {"12338", "12385", "12349", "95598", "12366"}


def test_a_local_value_left_open_is_listed_once_a_region_is_chosen(bench: Bench) -> None:
    bench.region["values"] = {}
    assert findings(bench, Kind.LOCAL_MISSING) == []
    [finding] = findings(bench, Kind.LOCAL_MISSING, "town")
    assert (finding.file, finding.key) == ("region/town.yml", "values.tiny.place")


def test_a_local_value_past_its_horizon_is_listed(bench: Bench) -> None:
    bench.region["values"] = {"tiny": {"place": local("小街一号", expires_after_days=10)}}
    [finding] = findings(bench, Kind.EXPIRED, "town", days=11)
    assert finding.file == "region/town.yml"


def test_a_near_twin_without_a_service_is_listed(bench: Bench) -> None:
    bench.service["near_twins"] = [
        {"term": "大事", "ask": "是大事还是小事？", "service": "big"},
        {"term": "闲事", "ask": "是闲事还是小事？"},
    ]
    [finding] = findings(bench, Kind.NO_TWIN)
    assert "big" in finding.message


def test_a_sentence_too_long_for_the_ear_is_listed(bench: Bench) -> None:
    bench.service["spoken"]["fee"] = [{"say": "带" * 40 + "。", "rests_on": ["papers"]}]
    [finding] = findings(bench, Kind.LONG)
    assert finding.key == "spoken.fee item 1"


def test_a_started_service_is_left_out_until_it_is_finished(bench: Bench) -> None:
    path = add_service("tiny_too", bench.root)
    assert path.name == "tiny_too.draft.yml"
    assert set(bench.load().services) == {"tiny"}
    [finding] = findings(bench, Kind.DRAFT)
    assert finding.file == "services/tiny_too.draft.yml"


def test_the_skeleton_knows_every_key_and_waits_to_be_filled_in(bench: Bench) -> None:
    path = add_service("tiny_too", bench.root)
    path.rename(path.with_name("tiny_too.yml"))
    with pytest.raises(CatalogueError, match=r"services/tiny_too\.yml: `name` is empty"):
        load_catalogue(bench.root)


def test_a_service_is_not_started_twice(bench: Bench) -> None:
    bench.load()
    with pytest.raises(CatalogueError, match=r"tiny\.yml: is there already"):
        add_service("tiny", bench.root)
    add_service("other", bench.root)
    with pytest.raises(CatalogueError, match="is there already"):
        add_service("other", bench.root)


@pytest.mark.parametrize("service_id", ["", "../evil", "Big", "1st", "a b"])
def test_an_id_that_is_none_starts_nothing(bench: Bench, service_id: str) -> None:
    before = sorted(bench.root.rglob("*"))
    with pytest.raises(CatalogueError, match="small letters"):
        add_service(service_id, bench.root)
    assert sorted(bench.root.rglob("*")) == before
