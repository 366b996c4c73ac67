"""How espeak-ng pronounces every word, alone and inside the sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.tiny_vosk.characters import everyday_characters
from tests.tiny_vosk.synthesiser import Synthesiser

Pronunciation = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """`pronunciations` counts, for each word, how often espeak-ng said it which way.

    `sentences` are those whose pronunciation espeak-ng reported, cut into words.
    """

    pronunciations: dict[str, Counter[Pronunciation]]
    sentences: list[list[str]]

    def phonemes(self) -> list[str]:
        """Every phoneme of any word, sorted."""
        return sorted(_phonemes(self.pronunciations.values()))


def pronounce(synthesiser: Synthesiser, sentences: Sequence[Sequence[str]], further_words: Iterable[str]) -> Lexicon:
    """Asks for the words of the sentences, the everyday characters, and the further words.

    A further word is left out when it needs a phoneme no other word has: the network would not know it.
    """
    pronunciations: defaultdict[str, Counter[Pronunciation]] = defaultdict(Counter)
    reported = []
    for words in sentences:
        syllables = synthesiser.syllables("".join(words))
        if syllables is None:
            continue
        start = 0
        for word in words:
            pronunciations[word][_joined(syllables[start : start + len(word)])] += 1
            start += len(word)
        reported.append(list(words))
    for word in [*pronunciations, *everyday_characters()]:
        if alone := _joined(synthesiser.syllables(word) or ()):
            pronunciations[word][alone] += 1
    known = _phonemes(pronunciations.values())
    for word in further_words:
        alone = _joined(synthesiser.syllables(word) or ())
        if alone and known.issuperset(alone):
            pronunciations[word][alone] += 1
    return Lexicon(dict(pronunciations), reported)


def _joined(syllables: Iterable[Pronunciation]) -> Pronunciation:
    return tuple(phoneme for syllable in syllables for phoneme in syllable)


def _phonemes(pronunciations: Iterable[Counter[Pronunciation]]) -> set[str]:
    return {phoneme for ways in pronunciations for way in ways for phoneme in way}
