"""What holds for every test: its category, what it may reach, and how hypothesis searches."""

from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.categories import complaint, folder_of, is_left_out
from tests.network_guard import guarded

# The same examples in every run; `--hypothesis-profile=search` looks for new ones, hard.
settings.register_profile("linban", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("linban")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--district`: every conversation of tests/dialogue over a district's servers and two workers."""
    parser.addoption("--district", action="store_true", help="conversations over PostgreSQL, Redis and RabbitMQ")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out whole folders before anything in them is imported: `-m unit` loads nothing heavy."""
    return is_left_out(collection_path, config.option.markexpr) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuses tests without their category; warnings are errors in unit tests."""
    complaints = {complaint(item.path, [mark.name for mark in item.iter_markers()]) for item in items} - {None}
    if complaints:
        lines = "\n  ".join(sorted(str(one) for one in complaints))
        raise pytest.UsageError(f"A test without its category marker is not collected:\n  {lines}")
    for item in items:
        if folder_of(item.path) == "unit":
            item.add_marker(pytest.mark.filterwarnings("error"), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Unit tests reach nothing; the others reach this machine alone."""
    with guarded(loopback=folder_of(item.path) != "unit"):
        return (yield)
