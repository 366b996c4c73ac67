"""The staff's page of what works: what is amiss stands first, with what to do."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.templating import Jinja2Templates
from starlette.testclient import TestClient

import channels.desk.health as desk
from assistant.health.model import Severity
from assistant.health.words import Line

pytestmark = pytest.mark.unit

BASE = "<title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>"
GOOD = Line("disk", "磁盘", Severity.WELL, "还空着 9000 MB", "")
BAD = Line("printer", "打印机", Severity.LESS, "停了：<roll>", "看看纸和线")


def page(lines: Sequence[Line]) -> str:
    own = FileSystemLoader(Path(desk.__file__).parent / "templates")
    environment = Environment(loader=ChoiceLoader([DictLoader({"base.html": BASE}), own]), autoescape=True)
    routes = desk.health_routes(Jinja2Templates(env=environment), lambda: lines)
    return str(TestClient(Starlette(routes=list(routes))).get(desk.PATH).text)


def test_what_is_amiss_comes_first_with_what_to_do() -> None:
    text = page([GOOD, BAD])
    assert text.index("打印机") < text.index("磁盘")
    assert "看看纸和线" in text and "还空着 9000 MB" in text
    assert "&lt;roll&gt;" in text


def test_where_all_is_well_nobody_has_to_do_anything() -> None:
    assert "不用管" in page([GOOD]) and "不用管" not in page([BAD])
