"""Every service by kind, as the page offers them to whoever would rather look than speak.

The kinds stand in `services.zh.json`; a service that none of them names is new, and goes to the last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "services.zh.json"


def offers(web: Path, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Kinds with their services; `titles` of the services there are, by id, nothing where that is not known.

    Raises OSError or ValueError when the file of the page is not there.
    """
    kinds: list[dict[str, Any]] = json.loads((web / FILE).read_text(encoding="utf-8"))
    named = {service["id"] for kind in kinds for service in kind["services"]}
    new = [{"id": id_, "title": title} for id_, title in titles.items() if id_ not in named]
    kinds[-1] = kinds[-1] | {"services": [*kinds[-1]["services"], *new]}
    return [kind | {"services": _known(kind["services"], titles)} for kind in kinds if _known(kind["services"], titles)]


def _known(services: list[dict[str, str]], titles: Mapping[str, str]) -> list[dict[str, str]]:
    return [service for service in services if not titles or service["id"] in titles]
