"""Phones to the transition ids of the acoustic model."""

from collections import defaultdict

import pywrapfst as fst

from tests.tiny_vosk.lexicon_fst import add_arc
from tests.tiny_vosk.phones import PhoneTable


def with_transitions(machine: fst.MutableFst, phones: PhoneTable, keep_marks: bool) -> fst.VectorFst:
    """Replaces each phone p by "leave" (2p) on entry and a self-loop "stay" (2p-1) on the state reached.

    That is Kaldi's reordered convention. Marks above the phones stay, renumbered above the transition ids, or
    become epsilon.
    """
    expanded = fst.VectorFst()
    for _ in range(machine.num_states()):
        expanded.add_state()
    expanded.set_start(machine.start())
    loops = _SelfLoops(machine, expanded, phones)
    for state in machine.states():
        expanded.set_final(state, machine.final(state))
        for arc in machine.arcs(state):
            phone, weight = arc.ilabel, float(arc.weight)
            if 0 < phone <= len(phones):
                target = loops.entered(arc.nextstate, phone)
                weight += phones[phone].leave_cost
                add_arc(expanded, state, 2 * phone, arc.olabel, weight, target)
            else:
                mark = len(phones) + phone if keep_marks and phone else 0
                add_arc(expanded, state, mark, arc.olabel, weight, arc.nextstate)
    return expanded.connect()


class _SelfLoops:
    """Where a phone's self-loop sits: on the state itself if only that phone leads there, else before it."""

    def __init__(self, machine: fst.MutableFst, expanded: fst.VectorFst, phones: PhoneTable) -> None:
        self._expanded = expanded
        self._phones = phones
        self._start = machine.start()
        self._looping: dict[tuple[int, int], int] = {}
        self._leading_to: defaultdict[int, set[int]] = defaultdict(set)
        for state in machine.states():
            for arc in machine.arcs(state):
                phone = arc.ilabel if arc.ilabel <= len(phones) else 0
                self._leading_to[arc.nextstate].add(phone)

    def entered(self, state: int, phone: int) -> int:
        """The state of the expanded machine to which the phone's entry leads."""
        if (state, phone) not in self._looping:
            looping = state
            if self._leading_to[state] != {phone} or state == self._start:
                looping = self._expanded.add_state()
                add_arc(self._expanded, looping, 0, 0, 0.0, state)
            add_arc(self._expanded, looping, 2 * phone - 1, 0, self._phones[phone].stay_cost, looping)
            self._looping[state, phone] = looping
        return self._looping[state, phone]
