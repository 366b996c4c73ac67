"""The screens are whole without a network: no font, script, style or picture comes from elsewhere."""

import re

import pytest

from tests.conventions.tree import PACKAGES, PROJECT

pytestmark = pytest.mark.conventions

_SCREEN = frozenset({".html", ".j2", ".css", ".js", ".mjs", ".svg", ".json", ".webmanifest"})
#: An address on another host. That of the W3C only names a namespace; `${…}` is the page's own.
_ELSEWHERE = re.compile(r"""(?:https?|wss?)://(?!www\.w3\.org/|\$\{)|(?:src|href|url|import)[=(\s]+["']?//""")


def test_no_screen_reaches_outside() -> None:
    files = [path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*")) if path.suffix in _SCREEN]
    assert any(path.name == "index.html" for path in files)
    reaching = [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _ELSEWHERE.search(line)
    ]
    assert reaching == []
