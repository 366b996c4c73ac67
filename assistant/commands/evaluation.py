"""`linban eval`: how well utterances are understood."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from assistant.settings import NLU_DATA, Settings

if TYPE_CHECKING:
    from assistant.evaluation.examples import Example
    from assistant.evaluation.readers import Reader

T = TypeVar("T")


def evaluate(
    sets: Annotated[list[Path], typer.Option("--set", help="A file of `text<TAB>label[<TAB>aspect]`; repeatable.")],
    noise: Annotated[float, typer.Option(help="Share of characters misheard, 0 to 1.", min=0.0, max=1.0)] = 0.0,
    seed: Annotated[int, typer.Option(help="Another seed puts the noise elsewhere.")] = 1,
    heard: Annotated[bool, typer.Option("--heard", help="Speak every line and understand what is heard.")] = False,
    train: Annotated[
        Path | None, typer.Option(help="Train the plain classifier on this file instead; no rules of ours.")
    ] = None,
    learn: Annotated[bool, typer.Option("--learn", help="Each miss with the nearest training lines.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail when anything is missed: for regressions.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure how well utterances are understood: as written, misheard, or heard."""
    from assistant.commands.waiting import quiet_stderr
    from assistant.evaluation.examples import read_examples
    from assistant.evaluation.learning import Neighbours
    from assistant.evaluation.noise import misheard
    from assistant.evaluation.report import headline, learning, summary, tables
    from assistant.evaluation.scores import score

    settings = Settings.from_environment()
    examples = [example for path in sets for example in read_examples(path)]
    learnt = read_examples(train) if train else None
    with quiet_stderr():
        reader = _reader(settings, learnt)
    texts = _heard(settings, [e.text for e in examples]) if heard else [(e.text,) for e in examples]
    chance = random.Random(seed)
    texts = [tuple(misheard(text, noise, chance) for text in readings) for readings in texts]
    scores = score(examples, [reader(*readings) for readings in _shown(texts, "Understanding")])
    if as_json:
        typer.echo(json.dumps(summary(scores), ensure_ascii=False))
    else:
        for line in (*headline(scores), "", *tables(scores)):
            typer.echo(line)
    if learn:
        for line in learning(scores, Neighbours(learnt or _learnt_by_the_model())):
            typer.echo(line, err=as_json)
    raise typer.Exit(1 if strict and (scores.misses or scores.safety_missed or scores.false_alarms) else 0)


def register(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(name="eval")(evaluate)


def _reader(settings: Settings, learnt: Sequence[Example] | None) -> Reader:
    from assistant.evaluation.readers import plain_classifier, timed
    from assistant.understanding import Understanding

    if learnt is not None:
        return plain_classifier(learnt)
    understanding = Understanding.load(settings)
    understanding.read("")
    return timed(understanding.read)


def _learnt_by_the_model() -> list[Example]:
    """What the model is trained on: the lines in `nlu_data`, and those that the catalogue gives."""
    from assistant.evaluation.examples import Example
    from assistant.importer import CatalogueImporter
    from assistant.training import learnt_here

    own = learnt_here(Settings.from_environment())
    paths = [str(NLU_DATA), *([str(own)] if own.exists() else [])]
    data = CatalogueImporter(training_data_paths=paths).get_nlu_data()
    return [Example(line.get("text"), line.get("intent")) for line in data.intent_examples if line.get("text")]


def _heard(settings: Settings, texts: Sequence[str]) -> list[tuple[str, ...]]:
    """What the kiosk's ears hear when its voice says the texts, each with what else it may have been."""
    from assistant.station_hearing import choose
    from kiosk.speech.ear import ears_on
    from kiosk.speech.hesitation import Hesitation
    from kiosk.speech.recogniser import Recogniser
    from kiosk.speech.round_trip import heard_again
    from kiosk.speech.speaker import speaker

    ears = ears_on(Recogniser(choose(settings).model), Hesitation.load())

    async def hear() -> list[tuple[str, ...]]:
        bar = iter(_shown(range(len(texts)), "Speaking and hearing"))
        async with speaker() as voice:
            heard = []
            async for text in heard_again(texts, voice, ears):
                heard.append(text)
                next(bar, None)
            return heard

    return asyncio.run(hear())


def _shown(items: Sequence[T], what: str) -> Iterable[T]:
    """The items, with how far the work is shown on a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(items, what, console=console, transient=True, disable=not console.is_terminal)
