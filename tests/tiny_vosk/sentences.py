"""Writes data/sentences.txt from data/phrases.yml: `python -m tests.tiny_vosk.sentences`.

The sentences of data/test_*.txt are kept out. A sentence that is in the list keeps its cut into words; a
new one is cut into the words of the others.
"""

import random
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from tests.tiny_vosk.characters import read_sentences
from tests.tiny_vosk.cutting import Cutter
from tests.tiny_vosk.settings import DATA, SEED
from tests.tiny_vosk.spoken_figures import FigurePhrases, spoken_figures

_FRAMED_SERVICES = 1500
_LIST = DATA / "sentences.txt"


def main() -> None:
    """The command line."""
    known = read_sentences(_LIST)
    cuts = {"".join(words): words for words in known}
    cutter = Cutter(known)
    composed = compose(read_phrases(DATA / "phrases.yml"), test_sentences())
    lines = [" ".join(cuts.get(sentence) or cutter.cut(sentence)) for sentence in composed]
    _LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} sentences, {len(set(composed) - set(cuts))} of them new")


def read_phrases(path: Path) -> dict[str, Any]:
    """The phrases with every block of text split at its blanks."""
    return {key: _split(value) for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


def test_sentences() -> set[str]:
    """The sentences the model is measured with."""
    return {line.strip() for path in DATA.glob("test_*.txt") for line in path.read_text(encoding="utf-8").splitlines()}


def compose(phrases: Mapping[str, Any], kept_out: Collection[str]) -> list[str]:
    """Every sentence once: hand-written ones, services in frames, figures, single words. Fixed seed."""
    choose = random.Random(SEED)
    sentences = [sentence for topic in phrases["said"].values() for sentence in topic]
    framed = [frame.format(service) for service in phrases["services"] for frame in phrases["frames"]]
    choose.shuffle(framed)
    sentences += framed[:_FRAMED_SERVICES]
    sentences += [frame.format(service) for service in phrases["services"] for frame in phrases["always_framed"]]
    sentences += spoken_figures(choose, _figure_phrases(phrases))
    sentences += phrases["words"]
    return _once(sentences, kept_out)


def _figure_phrases(phrases: Mapping[str, Any]) -> FigurePhrases:
    return cast(FigurePhrases, {key: phrases[key] for key in FigurePhrases.__annotations__})


def _once(sentences: Iterable[str], kept_out: Collection[str]) -> list[str]:
    return [sentence for sentence in dict.fromkeys(sentences) if sentence and sentence not in kept_out]


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return value.split()
    if isinstance(value, dict):
        return {key: _split(inner) for key, inner in value.items()}
    return value


if __name__ == "__main__":
    main()
