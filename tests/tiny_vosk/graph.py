"""The decoding graph: lexicon and grammar joined (static), or kept apart for Vosk to join as it listens."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pywrapfst as fst

from tests.tiny_vosk.grammar_fst import grammar_fst
from tests.tiny_vosk.language_model import LanguageModel
from tests.tiny_vosk.lexicon import Lexicon
from tests.tiny_vosk.lexicon_fst import BACKOFF_MARK, lexicon_fst
from tests.tiny_vosk.lookahead import write_lookahead
from tests.tiny_vosk.phones import PhoneTable
from tests.tiny_vosk.settings import SENTENCE_END, SENTENCE_START, UNKNOWN_WORD
from tests.tiny_vosk.transition_fst import with_transitions

_FILES = ("HCLG.fst", "HCLr.fst", "Gr.fst", "disambig_tid.int")


def write_graph(
    directory: Path,
    lexicon: Lexicon,
    model: LanguageModel,
    phones: PhoneTable,
    plugin: Path | None,
    report: Callable[[str], None],
) -> None:
    """Writes `words.txt` and either `HCLG.fst` or, with a look-ahead plug-in, `HCLr.fst` and `Gr.fst`.

    Only the latter two allow grammars at run time.
    """
    for name in _FILES:
        (directory / name).unlink(missing_ok=True)
    vocabulary = [
        "<eps>",
        *sorted(lexicon.pronunciations),
        *(UNKNOWN_WORD, BACKOFF_MARK, SENTENCE_START, SENTENCE_END),
    ]
    words = {word: number for number, word in enumerate(vocabulary)}
    spoken = lexicon_fst(lexicon, phones, words, with_backoff=plugin is None)
    grammar = grammar_fst(model, words, backoff_label=words[BACKOFF_MARK] if plugin is None else 0)
    report(f"  grammar: {_size(grammar)}; {len(lexicon.pronunciations)} words")
    if plugin is None:
        joined = _minimal(fst.compose(spoken.machine, grammar).rmepsilon())
        machine = with_transitions(joined, phones, keep_marks=False)
        fst.convert(machine, "const").write(str(directory / "HCLG.fst"))
    else:
        joined = _minimal(spoken.machine.copy().rmepsilon())
        machine = with_transitions(joined, phones, keep_marks=True).arcsort("olabel")
        words = _renumbered(words, write_lookahead(machine, directory / "HCLr.fst", plugin))
        _write_grammar(directory / "Gr.fst", grammar, zip(range(len(vocabulary)), words.values(), strict=True))
        marks = range(2 * len(phones) + 1, 2 * len(phones) + 1 + spoken.marks)
        _write_lines(directory / "disambig_tid.int", map(str, marks))
    report(f"  graph: {_size(machine)}")
    by_number = sorted((number, word) for word, number in words.items())
    _write_lines(directory / "words.txt", (f"{word} {number}" for number, word in by_number))


def _minimal(machine: fst.MutableFst) -> fst.MutableFst:
    """Determinised on its input labels, then minimised with each label pair as one symbol."""
    smaller = fst.determinize(machine, det_type="functional")
    pairs = fst.EncodeMapper("standard", encode_labels=True)
    smaller.encode(pairs)
    smaller.minimize()
    smaller.decode(pairs)
    return smaller.connect()


def _renumbered(words: dict[str, int], relabelled: dict[int, int]) -> dict[str, int]:
    """The words' new numbers; those the transducer never writes get numbers nobody uses."""
    free = max([*relabelled.values(), len(words)]) + 1
    numbers = {}
    for word, old in words.items():
        if old in relabelled or not old:
            numbers[word] = relabelled.get(old, 0)
        else:
            numbers[word], free = free, free + 1
    return numbers


def _write_grammar(path: Path, grammar: fst.VectorFst, renumbered: Iterable[tuple[int, int]]) -> None:
    pairs = [(old, new) for old, new in renumbered if old]
    grammar.relabel_pairs(ipairs=pairs, opairs=pairs)
    grammar.arcsort("ilabel")
    fst.convert(grammar, "const").write(str(path))


def _size(machine: fst.VectorFst) -> str:
    arcs = sum(machine.num_arcs(state) for state in machine.states())
    return f"{machine.num_states()} states, {arcs} arcs"


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
