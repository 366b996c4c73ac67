"""The page on advisories speaks of the versions that are installed, and what it calls unused is not used."""

import re

import pytest

from tests.conventions.test_imports import OURS, imported, is_in
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.conventions

PAGE = PROJECT / "deploy" / "dependencies.md"
_ROW = re.compile(r"^\| `([\w.-]+)==([\w.]+)` \|.*\| (yes|never) \|$", re.MULTILINE)
_MODULES = {
    "tensorflow-cpu": "tensorflow",
    "sentry-sdk": "sentry_sdk",
    "scikit-learn": "sklearn",
    "protobuf": "google",
    "dnspython": "dns",
}


def rows() -> list[tuple[str, str, str]]:
    """Package, version, and whether our code imports it."""
    return _ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_the_page_speaks_of_what_is_installed() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    assert rows()
    assert [f"{name}=={version}" for name, version, _ in rows() if f"\n{name}=={version} " not in lock] == []


def test_what_is_said_to_be_unused_is_not_imported() -> None:
    unused = tuple(_MODULES.get(name, name) for name, _, used in rows() if used == "never")
    reached = [
        f"{module.at(node)}: {target}"
        for module in OURS
        for node, target in imported(module.tree)
        if is_in(target, unused)
    ]
    assert reached == []
