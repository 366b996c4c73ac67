"""Trains a candidate beside the model in use, compares the two, and takes the candidate only when it is not worse:
`python -m assistant.retraining`. The desk starts it and reads how far it is.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx

from actions.learning.folder import PROPOSED, LearningFolder
from actions.learning.line import Use
from actions.learning.progress import Step, Training, write
from actions.learning.verdict import Figures, objections
from assistant.evaluation.examples import Example, read_examples
from assistant.evaluation.readers import Reader, timed
from assistant.evaluation.scores import score
from assistant.retraining_progress import progress_path
from assistant.settings import PROJECT, Settings
from assistant.training import fingerprint, train_with, usable_model

log = logging.getLogger(__name__)

_DATA = PROJECT / "tests" / "data"
_FOLLOW_UPS = "follow_ups.tsv"
_RELOAD_SECONDS = 180.0


@dataclass(frozen=True)
class Sets:
    """What the models are examined on. Each holds at least one example."""

    development: Sequence[Example]
    regression: Sequence[Example]


@dataclass(frozen=True)
class Tools:
    """train: makes a model of these lines of the station's own; reader: loads a model; reload: has the core take the
    model in use."""

    train: Callable[[Settings, Path, Path], None]
    reader: Callable[[Settings, Path], Reader]
    reload: Callable[[Settings], None]


def retrain(settings: Settings, sets: Sets, tools: Tools, now: Callable[[], datetime]) -> Training:
    """The whole of it; how it ended. Every step is written down for whoever looks on."""
    folder, path = LearningFolder(settings.learning), progress_path(settings)
    training = Training(now(), Step.TRAINING, len(folder.training()), os.getpid())

    def step(to: Step, **found: object) -> None:
        nonlocal training
        training = training.at(to, **found)
        write(training, path)

    step(Step.TRAINING)
    try:
        own, current = settings.learning / PROPOSED, usable_model(settings)
        candidate = settings.learning / "candidate" / f"linban-{fingerprint(settings, own)}.tar.gz"
        tools.train(settings, own, candidate)
        step(Step.BEFORE)
        before = examined(tools.reader(settings, current), sets)
        step(Step.AFTER, before=before)
        after = examined(tools.reader(settings, candidate), sets)
        wrong = objections(before, after)
        if wrong:
            candidate.unlink()
            step(Step.KEPT, after=after, objections=wrong, ended=now())
            return training
        take(candidate, folder, settings)
        tools.reload(settings)
        step(Step.SWITCHED, after=after, ended=now())
    except Exception as error:
        log.error("the training ended early: %s", type(error).__name__)
        step(Step.FAILED, ended=now())
    return training


def take(candidate: Path, folder: LearningFolder, settings: Settings) -> None:
    """The candidate is the station's model from now on: first it is there, then it is the one that belongs to the
    lines adopted. Cut short in between, the station goes on with the one it had."""
    settings.dialogue_models.mkdir(parents=True, exist_ok=True)
    os.replace(candidate, settings.dialogue_models / candidate.name)
    folder.adopt()


def examined(reader: Reader, sets: Sets) -> Figures:
    """How a model does on the sets."""
    development = score(sets.development, [reader(example.text) for example in sets.development])
    regression = score(sets.regression, [reader(example.text) for example in sets.regression])
    return Figures(
        accuracy=development.accuracy,
        safety_missed=len(development.safety_missed) + len(regression.safety_missed),
        false_alarms=len(development.false_alarms) + len(regression.false_alarms),
        regressions=len(regression.misses),
    )


def sets_of(settings: Settings) -> Sets:
    """The sets that ship, and the regression cases of this station. Raises OSError, ValueError."""
    files = [*sorted((_DATA / "development").glob("*.tsv")), *sorted((_DATA / "safety").glob("*.tsv"))]
    development = [example for path in files if path.name != _FOLLOW_UPS for example in read_examples(path)]
    own = [Example(one.text, one.label) for one in LearningFolder(settings.learning).kept(Use.REGRESSION)]
    return Sets(development, [*read_examples(_DATA / "regression" / "lines.tsv"), *own])


def ask_core_to_reload(settings: Settings) -> None:
    """Has every worker of the dialogue core take the model in use; one that is not running takes it when it starts."""
    headers = {"Authorization": f"Bearer {settings.token}"}
    for worker in settings.dialogue_urls:
        try:
            answer = httpx.post(f"{worker}/reload", headers=headers, timeout=_RELOAD_SECONDS, trust_env=False)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.warning("the dialogue core keeps its model until it starts again: %s", type(error).__name__)


def _reader(settings: Settings, model: Path) -> Reader:
    from assistant.understanding import Understanding

    return timed(Understanding.load(settings, model).read)


def main() -> int:
    """Returns 0 whatever the verdict, 1 when there was none."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = Settings.from_environment()
    tools = Tools(train_with, _reader, ask_core_to_reload)
    ended = retrain(settings, sets_of(settings), tools, lambda: datetime.now().astimezone())
    return 1 if ended.step is Step.FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
