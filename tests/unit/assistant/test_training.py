"""Which model is used."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.training import TrainingError, fingerprint, model_path, require_model, train, usable_model

pytestmark = pytest.mark.unit


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    there = replace(Settings.from_environment({}), home=tmp_path)
    there.dialogue_models.mkdir(parents=True)
    return there


def test_an_up_to_date_model_is_used_and_not_trained_again(settings: Settings) -> None:
    path = model_path(settings)
    path.write_bytes(b"model")
    assert require_model(settings) == usable_model(settings) == train(settings) == path


def test_a_station_goes_on_with_the_model_it_had(settings: Settings) -> None:
    older = settings.dialogue_models / "linban-000000000000.tar.gz"
    older.write_bytes(b"model")
    assert usable_model(settings) == older
    with pytest.raises(TrainingError, match="linban train"):
        require_model(settings)


def test_without_any_model_it_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(TrainingError, match="linban train"):
        usable_model(settings)


def test_a_new_service_makes_the_model_out_of_date(settings: Settings, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    (catalogue / "services").mkdir(parents=True)
    before = fingerprint(replace(settings, catalogue=catalogue))
    (catalogue / "services" / "new.yml").write_text("id: new")
    assert fingerprint(replace(settings, catalogue=catalogue)) != before
