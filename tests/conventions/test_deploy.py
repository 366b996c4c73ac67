"""What is deployed fits what there is: variables, addresses, ports, figures; and nothing secret stands in it."""

import json
import re
from typing import Any

import pytest
import yaml

from assistant.metrics import exposition
from assistant.settings import Ports
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

DISTRICT = PROJECT / "deploy" / "district"
FILES = sorted([*DISTRICT.rglob("*.yml"), *DISTRICT.rglob("*.yaml")])
#: Of a project that publishes under its own name; everything else is an official image, or ours.
IMAGES = {"postgres", "redis", "rabbitmq", "linban", "prom/prometheus"}


def texts() -> str:
    """Every file that is deployed."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (*FILES, DISTRICT / "Dockerfile"))


def values(node: Any, name: str) -> list[Any]:
    """Everything that stands under a key, however deep."""
    if isinstance(node, list):
        return [one for part in node for one in values(part, name)]
    if not isinstance(node, dict):
        return []
    return [one for key, part in node.items() for one in ([part] if key == name else values(part, name))]


def documents() -> list[Any]:
    """Every YAML document."""
    return [one for path in FILES for one in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


def test_every_file_can_be_read_and_the_base_names_what_is_there() -> None:
    assert len(documents()) >= len(FILES) > 5
    base = yaml.safe_load((DISTRICT / "base" / "kustomization.yaml").read_text(encoding="utf-8"))
    named = {*base["resources"], *base["configMapGenerator"][0]["files"]}
    assert named == {path.name for path in (DISTRICT / "base").iterdir()} - {"kustomization.yaml"}
    twice = [DISTRICT / "prometheus.yml", DISTRICT / "base" / "prometheus.yml"]
    assert len({path.read_text(encoding="utf-8") for path in twice}) == 1


def test_every_variable_is_explained() -> None:
    explained = set(re.findall(r"^\| `(LINBAN_\w+)`", (PROJECT / "deploy" / "reference.md").read_text("utf-8"), re.M))
    assert set(re.findall(r"LINBAN_[A-Z_]+", texts())) - explained == set()


def test_every_image_is_an_official_one_or_ours() -> None:
    images = {str(image).split(":")[0] for image in values(documents(), "image")}
    assert images == IMAGES
    assert re.findall(r"^FROM (\S+)", (DISTRICT / "Dockerfile").read_text("utf-8"), re.M) == [
        "python:3.10-slim-bookworm"
    ]


def test_health_is_asked_where_it_is_told() -> None:
    ports = Ports.from_station(8600)
    told = {f"{ports.station}/healthz", f"{ports.dialogue}/health", f"{ports.actions}/health"}
    asked = re.findall(r"'(\d+/\w+)'", texts())
    assert set(asked) == told and len(asked) == 2 * len(told)


def test_prometheus_asks_every_worker() -> None:
    ports = Ports.from_station(8600)
    asked = {target for targets in values(documents(), "targets") for target in targets}
    assert asked == {f"127.0.0.1:{port}" for port in (*ports.of_dialogue(2), *ports.of_actions(2))}


def test_the_dashboard_shows_figures_that_there_are() -> None:
    dashboard = json.loads((DISTRICT / "grafana" / "linban.json").read_text(encoding="utf-8"))
    shown = {name for one in values(dashboard, "expr") for name in re.findall(r"\b(?:linban|process)_\w+", str(one))}
    known = set(re.findall(r"^# TYPE (\w+)", exposition().decode(), re.M))
    assert shown
    assert {re.sub("_(bucket|count|sum)$", "", name) for name in shown} - known == set()


def test_no_password_stands_in_a_file() -> None:
    given = re.findall(r"(?:PASSWORD|PASS): (?!\$\{)(\S+)", texts())
    assert given == []
