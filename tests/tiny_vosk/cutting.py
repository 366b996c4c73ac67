"""Cuts a sentence into the words that other sentences were cut into."""

import math
from collections import Counter
from collections.abc import Sequence


class Cutter:
    """The most probable cut, each word as frequent as in the sentences given (a unigram model)."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        counts = Counter(word for words in sentences for word in words)
        total = sum(counts.values())
        self._costs = {word: -math.log(count / total) for word, count in counts.items()}
        self._unknown = -math.log(0.1 / total)
        self._longest = max(map(len, counts), default=1)

    def cut(self, sentence: str) -> list[str]:
        """The words of the sentence; a character of no known word stands alone."""
        best: list[tuple[float, list[str]]] = [(0.0, [])]
        for end in range(1, len(sentence) + 1):
            ways = []
            for start in range(max(0, end - self._longest), end):
                word = sentence[start:end]
                weight = self._costs.get(word, self._unknown if len(word) == 1 else math.inf)
                before, words = best[start]
                ways.append((before + weight, [*words, word]))
            best.append(min(ways))
        return best[-1][1]
