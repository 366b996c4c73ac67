"""Which word follows which: an interpolated Kneser-Ney trigram (Chen and Goodman 1999, section 2.7)."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.tiny_vosk.characters import everyday_characters
from tests.tiny_vosk.lexicon import Lexicon
from tests.tiny_vosk.settings import SENTENCE_END, SENTENCE_START

ORDER = 3
_DISCOUNT = 0.75
#: The share of probability of the words that no sentence holds.
_FURTHER_MASS = 0.03
#: The weight among those of a whole word, and of a character no sentence holds.
_WORD_WEIGHT, _CHARACTER_WEIGHT = 4.0, 0.05

History = tuple[str, ...]
_Counts = defaultdict[History, Counter[str]]


@dataclass(frozen=True)
class Following:
    """Probabilities of the words seen after a history; `backoff` weighs the shorter history's for others."""

    probabilities: dict[str, float]
    backoff: float | None


LanguageModel = dict[History, Following]


def trigram(lexicon: Lexicon, further_words: Iterable[str]) -> LanguageModel:
    """The model of the lexicon's sentences, with every other word it can pronounce as a fallback."""
    seen = Counter("".join(word for words in lexicon.sentences for word in words))
    known = lexicon.pronunciations
    weights = {
        character: math.sqrt(seen[character]) + _CHARACTER_WEIGHT
        for character in dict.fromkeys([*everyday_characters(), *seen])
        if character in known
    }
    weights |= {word: _WORD_WEIGHT for word in further_words if len(word) > 1 and word in known}
    return kneser_ney(lexicon.sentences, weights)


def kneser_ney(sentences: Sequence[Sequence[str]], further: Mapping[str, float]) -> LanguageModel:
    """`further` weighs the words that share `_FURTHER_MASS`, unless a sentence holds them."""
    counts = _continuation_counts(_ngram_counts(sentences))
    model: LanguageModel = {(): Following(_unigrams(counts[0][()], further), None)}
    for by_history in counts[1:]:
        for history, words in by_history.items():
            total = sum(words.values())
            backoff = _DISCOUNT * len(words) / total
            probabilities = {
                word: (count - _DISCOUNT) / total + backoff * _probability(model, history[1:], word)
                for word, count in words.items()
            }
            model[history] = Following(probabilities, backoff)
    return model


def _ngram_counts(sentences: Sequence[Sequence[str]]) -> list[_Counts]:
    """How often each word followed each history, by the history's length."""
    counts: list[_Counts] = [defaultdict(Counter) for _ in range(ORDER)]
    for words in sentences:
        marked = [SENTENCE_START, *words, SENTENCE_END]
        for position in range(1, len(marked)):
            for length in range(min(ORDER, position + 1)):
                counts[length][tuple(marked[position - length : position])][marked[position]] += 1
    return counts


def _continuation_counts(counts: Sequence[_Counts]) -> list[_Counts]:
    """Below the highest order: the number of different words on the left, except at a sentence's start."""
    result: list[_Counts] = [defaultdict(Counter) for _ in range(ORDER - 1)]
    for length, continuations in enumerate(result):
        for history, words in counts[length + 1].items():
            for word in words:
                continuations[history[1:]][word] += 1
        for history, words in counts[length].items():
            if history[:1] == (SENTENCE_START,):
                continuations[history] = words
    return [*result, counts[-1]]


def _unigrams(counts: Counter[str], further: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    probabilities = {word: (1 - _FURTHER_MASS) * count / total for word, count in counts.items()}
    unseen = {word: weight for word, weight in further.items() if word not in counts}
    whole = sum(unseen.values())
    return probabilities | {word: _FURTHER_MASS * weight / whole for word, weight in unseen.items()}


def _probability(model: LanguageModel, history: History, word: str) -> float:
    following = model.get(history)
    if following is None:
        return _probability(model, history[1:], word)
    if word in following.probabilities or following.backoff is None:
        return following.probabilities[word]
    return following.backoff * _probability(model, history[1:], word)
