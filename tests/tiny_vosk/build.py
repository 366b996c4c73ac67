"""Builds the model: `python -m tests.tiny_vosk.build OUT [--reuse FILE] [--static] …`."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.tiny_vosk.acoustic_model import write_acoustic_model
from tests.tiny_vosk.characters import read_sentences, read_words
from tests.tiny_vosk.configuration import write_configuration
from tests.tiny_vosk.corpus import examples
from tests.tiny_vosk.graph import write_graph
from tests.tiny_vosk.language_model import trigram
from tests.tiny_vosk.lexicon import Lexicon, pronounce
from tests.tiny_vosk.lookahead import lookahead_plugin
from tests.tiny_vosk.network import Network, train
from tests.tiny_vosk.phones import PhoneTable
from tests.tiny_vosk.settings import DATA
from tests.tiny_vosk.synthesiser import Synthesiser

Report = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    options = _parser().parse_args(arguments)
    started = time.monotonic()

    def report(message: str) -> None:
        print(f"[{time.monotonic() - started:6.1f} s] {message}", flush=True)

    try:
        build(options, report)
    except (OSError, ValueError) as error:
        sys.exit(f"tiny_vosk: {error}")


def build(options: argparse.Namespace, report: Report) -> None:
    """Runs every step and writes the model's directory.

    Raises OSError when a file or libespeak-ng is missing, ValueError when a reused network knows other
    phonemes or there is too little to train on.
    """
    synthesiser = Synthesiser()
    sentences = read_sentences(options.sentences)
    further_words = read_words(options.words)
    report(f"{len(sentences)} sentences: asking espeak-ng how it pronounces them")
    lexicon = pronounce(synthesiser, sentences, further_words)
    report(f"{len(lexicon.pronunciations)} words; {len(sentences) - len(lexicon.sentences)} sentences left out")
    network = _network(options, synthesiser, ["".join(words) for words in sentences], lexicon, report)
    phones = PhoneTable(network)
    out: Path = options.out
    for name in ("am", "conf", "graph"):
        (out / name).mkdir(parents=True, exist_ok=True)
    write_acoustic_model(out / "am/final.mdl", network, phones)
    write_configuration(out / "conf")
    phones.write(out / "graph")
    plugin = None if options.static else lookahead_plugin()
    report("graph: " + ("HCLr and Gr, grammars at run time" if plugin else "static HCLG, no grammars at run time"))
    write_graph(out / "graph", lexicon, trigram(lexicon, further_words), phones, plugin, report)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    report(f"{out}: {size / 1e6:.2f} MB")


def _network(
    options: argparse.Namespace,
    synthesiser: Synthesiser,
    sentences: Sequence[str],
    lexicon: Lexicon,
    report: Report,
) -> Network:
    phonemes = lexicon.phonemes()
    if options.reuse:
        network = Network.load(options.reuse)
        if list(network.phonemes) != phonemes:
            raise ValueError(f"{options.reuse} was trained for other phonemes: train again")
        return network
    numbers = {phoneme: number for number, phoneme in enumerate(phonemes, start=1)}
    spoken = examples(synthesiser, sentences, options.utterances, numbers, report)
    report(f"training on {sum(len(example.labels) for example in spoken)} frames")
    network = train(spoken, phonemes, options.epochs, report)
    if options.save:
        network.save(options.save)
    return network


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.tiny_vosk.build", description=__doc__)
    parser.add_argument("out", type=Path, help="directory of the model")
    parser.add_argument("--sentences", type=Path, default=DATA / "sentences.txt", help="one a line, cut into words")
    parser.add_argument("--words", type=Path, default=DATA / "words.txt", help="further words to recognise")
    parser.add_argument("--reuse", type=Path, help="a saved network: only the graph is built")
    parser.add_argument("--save", type=Path, help="keep the trained network in this .npz file")
    parser.add_argument("--static", action="store_true", help="one HCLG.fst: no grammars at run time")
    parser.add_argument("--utterances", type=int, default=7000)
    parser.add_argument("--epochs", type=int, default=16)
    return parser


if __name__ == "__main__":
    main()
