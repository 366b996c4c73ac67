"""The starter bot of stock Rasa as `rasa init` makes it, with a SQLite tracker store and the REST channel."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import yaml

from tests.benchmarks.processes import DidNotRun, Process, free_port, last_words, running, wait_until_well
from tests.benchmarks.talking import Bot, stock_replies

_SILENT = {"RASA_TELEMETRY_ENABLED": "false"}
_TRACKERS = {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "tracker.db"}}


def make_project(folder: Path) -> Path:
    """The starter project under `folder`; its domain, data, pipeline and policies are Rasa's own."""
    found = importlib.util.find_spec("rasa")
    assert found is not None and found.origin is not None
    project = folder / "stock"
    shutil.copytree(Path(found.origin).parent / "cli" / "initial_project", project)
    (project / "endpoints.yml").write_text(yaml.safe_dump(_TRACKERS), encoding="utf-8")
    (project / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    return project


def ensure_model(project: Path, cache: Path) -> Path:
    """The trained model; kept in `cache` for this version of Rasa, because training takes minutes.

    Raises:
        DidNotRun: Rasa could not train it.
    """
    kept = cache / f"stock-{version('rasa')}.tar.gz"
    if not kept.exists():
        log = project / "train.log"
        with running(_rasa("train", "--fixed-model-name", "stock"), project, log, _SILENT) as training:
            if training.wait() != 0:
                raise DidNotRun(f"Stock Rasa was not trained:\n{last_words(log)}")
        cache.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".partial")
        shutil.copyfile(project / "models" / "stock.tar.gz", partial)
        partial.replace(kept)
    return kept


@contextmanager
def serving(project: Path, model: Path, sentences: Sequence[str]) -> Iterator[tuple[Bot, list[Process], float]]:
    """The bot, its process, and the seconds until it was well."""
    port = free_port()
    files = ("--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
    command = _rasa("run", "--model", str(model), "--interface", "127.0.0.1", "--port", str(port), *files)
    log = project / "run.log"
    address = f"http://127.0.0.1:{port}"
    with running(command, project, log, _SILENT) as process:
        cold_start = wait_until_well([f"{address}/"], [process], log)
        bot = Bot(
            name="stock Rasa",
            address=f"{address}/webhooks/rest/webhook",
            headers={},
            sentences=sentences,
            body=lambda sender, text: {"sender": sender, "message": text},
            replies=stock_replies,
        )
        yield bot, [process], cold_start


def _rasa(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "rasa", *arguments]
