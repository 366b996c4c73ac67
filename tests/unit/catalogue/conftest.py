"""A catalogue of one tiny service in a folder of its own, to be spoilt in one place by each test."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.catalogue.answer import Answer, compose
from actions.catalogue.loader import ROOT, load_catalogue
from actions.catalogue.model import ASPECTS, Catalogue

CHECKED = date(2026, 11, 23)
TODAY = date(2026, 11, 24)


def fact(fact_id: str, text: str, grade: str = "L", **more: object) -> dict[str, object]:
    """A fact as it stands in a file."""
    return {"id": fact_id, "text": text, "grade": grade, "source": "某法第1条", "checked_on": CHECKED, **more}


def local(value: str, grade: str = "P", **more: object) -> dict[str, object]:
    """A local value as it stands in a region file."""
    return {"value": value, "grade": grade, "source": "市政府公告", "checked_on": CHECKED, **more}


def tiny_service() -> dict[str, Any]:
    """The shortest service that validates."""
    return {
        "id": "tiny",
        "name": "小事一件",
        "title": "小事",
        "everyday_names": ["那件小事"],
        "asked_like": ["小事咋办", "那件小事在哪儿办", "我想办小事"],
        "facts": {
            "materials": [fact("papers", "带身份证。")],
            "fee": [fact("price", "每证20元。", "P")],
            "responsible": [fact("body", "归民政局管。")],
        },
        "materials": [{"item": "身份证", "rests_on": ["papers"], "why": "核对是不是本人"}],
        "responsible": {"body": "民政局", "hotline": "12345", "level": "intake", "rests_on": ["body"]},
        "no_phone_way": [{"say": "不用手机，带身份证来就行。", "rests_on": ["papers"]}],
        "varies": [{"key": "place", "topic": "place", "what": "办理点"}],
        "spoken": {aspect: [{"say": "带上{who}的身份证。", "rests_on": ["papers"]}] for aspect in ASPECTS},
        "proxy": {
            "must_bring": [{"item": "代办人的身份证", "rests_on": ["papers"]}],
            "may_not": [{"say": "别人不能代签。", "rests_on": ["papers"]}],
        },
        "delivery": "none",
    }


@dataclass
class Bench:
    """A catalogue folder; `service` and `region` are written to it just before it is loaded."""

    root: Path
    service: dict[str, Any]
    region: dict[str, Any]

    def load(self, region: str | None = None) -> Catalogue:
        """Writes the files and loads them."""
        self.write("services/tiny.yml", self.service)
        self.write("region/town.yml", self.region)
        return load_catalogue(self.root, region)

    def write(self, name: str, data: object) -> None:
        """Writes one file of the catalogue."""
        text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (self.root / name).write_text(text, encoding="utf-8")

    def answer(self, aspect: str, region: str | None = None, today: date = TODAY, beneficiary: str = "self") -> Answer:
        """The answer of the tiny service."""
        catalogue = self.load(region)
        service = catalogue.services["tiny"]
        return compose(service, aspect, catalogue=catalogue, today=today, beneficiary=beneficiary)


@pytest.fixture(scope="session")
def catalogue_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The word lists that ship with Linban, without its services."""
    root = tmp_path_factory.mktemp("catalogue")
    for name in ("rules.yml", "titles.yml", "phrases.yml", "hotlines.yml", "skeleton.yml", "forms.yml", "paper.yml"):
        shutil.copy(ROOT / name, root / name)
    (root / "services").mkdir()
    (root / "region").mkdir()
    return root


@pytest.fixture
def new_bench(catalogue_files: Path, tmp_path: Path) -> Callable[[], Bench]:
    """Makes a bench with its own copy of the folder."""

    def make() -> Bench:
        root = tmp_path / "catalogue"
        shutil.copytree(catalogue_files, root, dirs_exist_ok=True)
        values = {"tiny": {"place": local("小街一号")}}
        region = {"id": "town", "name": "小城", "values": values}
        return Bench(root, copy.deepcopy(tiny_service()), region)

    return make


@pytest.fixture
def bench(new_bench: Callable[[], Bench]) -> Bench:
    """One bench."""
    return new_bench()
