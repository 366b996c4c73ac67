"""Gives Rasa one label and one rule for every service file of the catalogue: a new service is a new file."""

from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.settings import Settings


def _services(catalogue: Path) -> list[dict[str, Any]]:
    files = sorted((catalogue / "services").glob("*.yml"))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]


def service_rules(labels: list[str]) -> dict[str, Any]:
    """The rules that answer each service label, as parsed rule YAML."""
    rules = [{"rule": label, "steps": [{"intent": label}, {"action": "action_answer"}]} for label in labels]
    return {"version": "3.1", "rules": rules}


def service_examples(service: dict[str, Any]) -> list[str]:
    """Names people use for a service and a few ways to ask: enough for a new file to be understood."""
    return list(dict.fromkeys([*service.get("everyday_names", []), *service.get("asked_like", [])]))


class CatalogueImporter(RasaFileImporter):  # type: ignore[misc]
    """The files of `assistant/domain` and `nlu_data`, and what follows from the catalogue."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._services = _services(Settings.from_environment().catalogue)
        self._labels = [f"svc.{service['id']}" for service in self._services]

    def get_domain(self) -> Domain:
        written = super().get_domain()
        return written.merge(Domain.from_dict({"intents": self._labels}))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        steps = YAMLStoryReader().read_from_parsed_yaml(service_rules(self._labels))
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:
        examples = [
            Message.build(text=text, intent=label, intent_metadata={"aspect": "overview"})
            for service, label in zip(self._services, self._labels, strict=True)
            for text in service_examples(service)
        ]
        return super().get_nlu_data(language).merge(TrainingData(examples))
