"""What the classifiers see of an utterance: characters, sounds, the last clause once more, question words, changes
wished for.

Sounds are toneless pinyin syllables folded into near-sound classes, so that a homophone written by a
recogniser (津贴 / 今天) looks the same as what was said. Elders tell the story first and the wish last, so
the n-grams of the last clause count twice, under a prefix of their own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from assistant.text.changes import CHANGES, changes
from assistant.text.contrast import meant
from assistant.text.normalise import normalise
from assistant.text.pinyin import fold, syllables
from assistant.text.questions import Hint, hints, last_hints

Floats = NDArray[np.float64]

_CLAUSE_END = re.compile(r"[，。？！、；,.?!;\s]+")
_LAST_CLAUSE_CHARACTERS = 14
"""Where the recogniser gives no punctuation, the last this many characters stand for the last clause."""
_AT_THE_END = 3
_NEAR_THE_END = 12
_WISH_WEIGHT = 0.5


def _ngrams(tokens: Sequence[str], longest: int, mark: str) -> Iterator[str]:
    for size in range(1, longest + 1):
        for start in range(len(tokens) - size + 1):
            yield mark + "\u241f".join(tokens[start : start + size])


def last_clause(text: str) -> str:
    """The clause in which the wish usually stands; the whole of a short utterance."""
    clauses = [clause for clause in _CLAUSE_END.split(text) if clause]
    return clauses[-1][-_LAST_CLAUSE_CHARACTERS:] if clauses else text


def _bounded(text: str) -> list[str]:
    return ["^", *_CLAUSE_END.sub("", text), "$"]


def _sounds(text: str) -> list[str]:
    return ["^", *(fold(s) for s in syllables(_CLAUSE_END.sub("", text))), "$"]


def _read(text: str) -> str:
    return meant(normalise(text))


def characters(text: str) -> list[str]:
    """Character n-grams up to four, with the edges of the utterance marked."""
    return list(_ngrams(_bounded(_read(text)), 4, ""))


def sounds(text: str) -> list[str]:
    """Near-sound syllable n-grams up to three."""
    return list(_ngrams(_sounds(_read(text)), 3, ""))


def wish(text: str) -> list[str]:
    """Character and sound n-grams of the last clause."""
    clause = last_clause(_read(text))
    return [*_ngrams(_bounded(clause), 3, "字"), *_ngrams(_sounds(clause), 2, "音")]


def _place(hint: Hint) -> str:
    if hint.after <= _AT_THE_END:
        return "end"
    return "near" if hint.after <= _NEAR_THE_END else "far"


def wanted(text: str) -> list[str]:
    """The aspects that question words point to, where in the utterance they stand, and which come last."""
    found = hints(_read(text))
    aspects = {hint.aspect for hint in found}
    placed = {f"{hint.aspect}@{_place(hint)}" for hint in found}
    last = {f"last:{hint.aspect}@{_place(hint)}" for hint in last_hints(found)}
    return sorted(aspects | placed | last) or ["none"]


def wished(text: str) -> list[str]:
    """The changes of voice, letters and pace that are wished for."""
    return changes(normalise(text))


@dataclass(frozen=True)
class _View:
    """One view of a fitted space: its tokens' columns and tf-idf weights; without weights, mere presence counts."""

    tokens: Callable[[str], list[str]]
    columns: Mapping[str, int]
    weights: Floats | None
    factor: float

    def row(self, text: str) -> tuple[list[int], Floats]:
        found = map(self.columns.get, self.tokens(text))
        counts = Counter([column for column in found if column is not None])
        columns = list(counts)
        if self.weights is None:
            return columns, np.full(len(columns), self.factor)
        values = (1.0 + np.log(np.fromiter(counts.values(), float, len(counts)))) * self.weights[columns]
        length = np.linalg.norm(values)
        return columns, values * self.factor / length if length else values


class QuickSpace:
    """What a fitted `feature_space` makes of a single utterance, without scikit-learn's checks."""

    def __init__(self, space: FeatureUnion) -> None:
        weights = space.transformer_weights or {}
        self._views = [
            _View(
                tokens=vectorizer.analyzer,
                columns=vectorizer.vocabulary_,
                weights=vectorizer.idf_ if vectorizer.use_idf else None,
                factor=float(weights.get(name, 1.0)),
            )
            for name, vectorizer in space.transformer_list
        ]

    def row(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """The columns of the utterance that are not zero, and their values."""
        columns, values, offset = [], [], 0
        for view in self._views:
            found, weighed = view.row(text)
            columns.append(np.array(found, dtype=np.intp) + offset)
            values.append(weighed)
            offset += len(view.columns)
        return np.concatenate(columns), np.concatenate(values)


def feature_space(hint_weight: float = 0.1) -> FeatureUnion:
    """Unfitted: utterances (strings) → one sparse row each.

    Every hint counts as much as `hint_weight`, a wish for a change half as much as the n-grams of one view together,
    which count 1.
    """
    views: dict[str, Callable[[str], list[str]]] = {"characters": characters, "sounds": sounds, "wish": wish}
    spaces = [(name, TfidfVectorizer(analyzer=view, sublinear_tf=True)) for name, view in views.items()]
    spaces.append(("wanted", TfidfVectorizer(analyzer=wanted, binary=True, use_idf=False, norm=None)))
    changed = TfidfVectorizer(analyzer=wished, vocabulary=CHANGES, binary=True, use_idf=False, norm=None)
    spaces.append(("wished", changed))
    return FeatureUnion(spaces, transformer_weights={"wanted": hint_weight, "wished": _WISH_WEIGHT})
