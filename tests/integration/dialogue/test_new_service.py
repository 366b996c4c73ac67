"""A new service that can be filed is one file and a training run: no Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import PROJECT

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

CATALOGUE = PROJECT / "actions" / "catalogue"
FORM = """
purpose: 我帮{who}登记家里的猫狗。
fields:
  - key: animal
    type: choice
    title: 养的什么
    prompt: 您养的是狗还是猫？
    second_prompt: 狗或者猫，说一样。
    choices: [养狗, 养猫]
  - key: born
    type: birth_date
    title: 主人生日
    prompt: 请问{who}的出生日期是哪天？
    second_prompt: 说年月日，比如一九四九年三月八号。
    patience_seconds: 3.0
    sensitive: true
  - key: name
    type: name
    title: 姓名
    prompt: 请问{who}叫什么名字？
    second_prompt: 先说姓，再说名。
    sensitive: true
"""


def with_new_service(folder: Path) -> Path:
    """The catalogue with a service more, made from one there is."""
    shutil.copytree(CATALOGUE, folder / "catalogue")
    service = yaml.safe_load((CATALOGUE / "services" / "elder_university.yml").read_text(encoding="utf-8"))
    service |= {
        "id": "pet_register",
        "name": "犬猫登记",
        "title": "犬猫登记",
        "everyday_names": ["狗证", "给狗上户口", "养狗登记", "犬证", "猫狗登记"],
        "asked_like": ["我想给家里的狗办个证", "养狗要登记吗", "狗证怎么办", "帮我把狗登记一下", "养猫要不要去登记"],
        "near_twins": [],
        "form": yaml.safe_load(FORM),
    }
    path = folder / "catalogue" / "services" / "pet_register.yml"
    path.write_text(yaml.safe_dump(service, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder / "catalogue"


def linban(environment: dict[str, str], *arguments: str, typed: str = "") -> str:
    """What a command prints; it must succeed."""
    command = [str(Path(sys.executable).parent / "linban"), *arguments]
    done = subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_new_service_is_understood_filled_in_and_filed(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LINBAN_")}
    environment = {**kept, "LINBAN_HOME": str(tmp_path / "home"), "LINBAN_CATALOGUE": str(with_new_service(tmp_path))}
    linban(environment, "train")
    said = ["我想给家里的狗办个证", "/ask.apply", "养狗", "可以", "一九四九年三月八号", "赵玉梅", "交吧"]
    printed = linban(environment, "chat", "--json", typed="\n".join(said) + "\n")
    turns: list[dict[str, Any]] = [json.loads(line) for line in printed.splitlines()]
    assert [turn["state"]["service"] for turn in turns[:2]] == ["pet_register"] * 2
    assert [turn["state"]["asking"] for turn in turns[1:]] == ["animal", "consent", "born", "name", "review", None]
    assert turns[-1]["case"]
