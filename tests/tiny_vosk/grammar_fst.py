"""The language model as an acceptor of words."""

from collections.abc import Mapping

import pywrapfst as fst

from tests.tiny_vosk.language_model import ORDER, LanguageModel
from tests.tiny_vosk.lexicon_fst import add_arc, cost
from tests.tiny_vosk.settings import SENTENCE_END, SENTENCE_START


def grammar_fst(model: LanguageModel, words: Mapping[str, int], backoff_label: int) -> fst.VectorFst:
    """One state per history; a back-off arc reads `backoff_label` (0: nothing)."""
    machine = fst.VectorFst()
    states = {history: machine.add_state() for history in model}
    machine.set_start(states[(SENTENCE_START,)])
    for history, following in model.items():
        source = states[history]
        for word, probability in following.probabilities.items():
            if word == SENTENCE_END:
                machine.set_final(source, fst.Weight("tropical", cost(probability)))
                continue
            reached = (*history, word)[-(ORDER - 1) :]
            while reached not in states:
                reached = reached[1:]
            add_arc(machine, source, words[word], words[word], cost(probability), states[reached])
        if following.backoff is not None:
            add_arc(machine, source, backoff_label, 0, cost(following.backoff), states[history[1:]])
    machine.connect()
    machine.arcsort("ilabel")
    return machine
