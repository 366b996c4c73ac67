"""A candidate takes the place of the model in use only when it is not worse, and never halfway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from actions.learning.folder import ADOPTED, LearningFolder
from actions.learning.line import Line, Use
from actions.learning.progress import Step, Training, read, write
from actions.learning.verdict import SLACK, Figures, objections
from assistant.evaluation.examples import Example
from assistant.evaluation.scores import Reading
from assistant.retraining import Sets, Tools, retrain
from assistant.retraining_progress import current, progress_path
from assistant.settings import Settings
from assistant.training import model_path, usable_model

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=timezone.utc)
LINE = Line("脸认证咋个弄", "svc.pension_cert")
SETS = Sets(
    development=[Example("胸口疼", "emg.medical"), Example("你好", "dlg.greet"), Example("脸认证", "svc.pension_cert")],
    regression=[Example("再见", "dlg.bye")],
)
RIGHT = {"胸口疼": "emg.medical", "你好": "dlg.greet", "脸认证": "svc.pension_cert", "再见": "dlg.bye"}
GOOD = Figures(0.9, 0, 3, 0)


@dataclass
class Bench:
    """Stands in for training and models: a model knows what its file says it does not know."""

    fails: bool = False
    unknown: str = ""
    reloaded: list[str] = field(default_factory=list)

    @property
    def tools(self) -> Tools:
        return Tools(self.train, self.reader, lambda settings: self.reloaded.append(usable_model(settings).name))

    def train(self, settings: Settings, own: Path, path: Path) -> None:
        if self.fails:
            raise RuntimeError("no memory")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.unknown, encoding="utf-8")

    def reader(self, settings: Settings, model: Path) -> Callable[[str], Reading]:
        unknown = model.read_text(encoding="utf-8").split()

        def read_line(text: str) -> Reading:
            label = "oos" if text in unknown else RIGHT[text]
            return Reading(text, label, None, label if label.startswith("emg.") else None, 1.0, 0.0)

        return read_line


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    there = replace(Settings.from_environment({}), home=tmp_path)
    there.dialogue_models.mkdir(parents=True)
    model_path(there).write_text("脸认证", encoding="utf-8")
    LearningFolder(there.learning).decide(LINE, Use.TRAINING)
    return there


def ended(settings: Settings, bench: Bench) -> Training:
    training = retrain(settings, SETS, bench.tools, lambda: NOW)
    assert read(progress_path(settings)) == training
    return training


def test_a_better_model_is_taken_with_the_lines_it_was_made_of(settings: Settings) -> None:
    before, bench = model_path(settings), Bench()
    training = ended(settings, bench)
    assert (training.step, training.lines, training.objections) == (Step.SWITCHED, 1, ())
    assert LearningFolder(settings.learning).training(ADOPTED) == (LINE,)
    assert model_path(settings) != before
    assert usable_model(settings) == model_path(settings)
    assert bench.reloaded == [model_path(settings).name]


@pytest.mark.parametrize(
    ("unknown", "why"), [("胸口疼 脸认证", "safety"), ("再见", "regressions"), ("你好 脸认证", "accuracy")]
)
def test_a_worse_one_is_not_and_nothing_changes(settings: Settings, unknown: str, why: str) -> None:
    before, bench = model_path(settings), Bench(unknown=unknown)
    training = ended(settings, bench)
    assert training.step is Step.KEPT and why in training.objections
    assert usable_model(settings) == model_path(settings) == before
    assert LearningFolder(settings.learning).training(ADOPTED) == ()
    assert bench.reloaded == [] and not list((settings.learning / "candidate").iterdir())


def test_a_training_that_breaks_leaves_the_station_as_it_was(settings: Settings) -> None:
    before = model_path(settings)
    assert ended(settings, Bench(fails=True)).step is Step.FAILED
    assert usable_model(settings) == model_path(settings) == before


def test_a_training_whose_process_is_gone_has_failed(settings: Settings) -> None:
    write(Training(NOW, Step.TRAINING, 1, pid=2**22 + 1), progress_path(settings))
    found = current(settings)
    assert found is not None and found.step is Step.FAILED


def test_a_file_that_cannot_be_read_is_no_training(settings: Settings) -> None:
    progress_path(settings).write_text("{", encoding="utf-8")
    assert current(settings) is None


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (GOOD, ()),
        (replace(GOOD, accuracy=GOOD.accuracy - SLACK), ()),
        (replace(GOOD, accuracy=GOOD.accuracy - 2 * SLACK), ("accuracy",)),
        (replace(GOOD, accuracy=1.0, safety_missed=1), ("safety",)),
        (replace(GOOD, false_alarms=4), ("alarms",)),
        (replace(GOOD, regressions=1), ("regressions",)),
        (Figures(0.95, 0, 1, 0), ()),
    ],
)
def test_safety_and_what_was_mended_weigh_more_than_any_gain(after: Figures, why: tuple[str, ...]) -> None:
    assert objections(GOOD, after) == why
