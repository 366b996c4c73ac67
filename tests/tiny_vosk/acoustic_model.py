"""`am/final.mdl`: a network and its phones in Kaldi's text format of a transition model and an nnet3."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.network import Network
from tests.tiny_vosk.phones import PhoneTable
from tests.tiny_vosk.settings import CEPSTRA, CONTEXT

#: Log-likelihood of the garbage phone in every frame.
_GARBAGE_SCORE = 0.0

_Numbers = npt.NDArray[np.float32] | npt.NDArray[np.float64]


def write_acoustic_model(path: Path, network: Network, phones: PhoneTable) -> None:
    """Writes the file; its directory must exist."""
    path.write_text(_transition_model(phones) + _nnet3([*network.layers, _scaling(network)]), encoding="ascii")


def _scaling(network: Network) -> tuple[_Numbers, _Numbers]:
    """A last layer that divides by the priors and appends the garbage phone's score."""
    outputs = len(network.prior)
    return np.eye(outputs + 1, outputs), np.append(-np.log(network.prior), _GARBAGE_SCORE)


def _transition_model(phones: PhoneTable) -> str:
    """One emitting state for every phone; transitions 2p-1 (stay) and 2p (leave) of phone p."""
    numbers = " ".join(str(number) for number in range(1, len(phones) + 1))
    triples = "".join(f"{number} 0 {phone.output} \n" for number, phone in enumerate(phones.phones, start=1))
    logarithms = [0.0]
    for phone in phones.phones:
        logarithms += [math.log(phone.self_loop), math.log(1 - phone.self_loop)]
    return (
        f"<TransitionModel> \n<Topology> \n<TopologyEntry> \n<ForPhones> \n{numbers} \n</ForPhones> \n"
        "<State> 0 <PdfClass> 0 <Transition> 0 0.75 <Transition> 1 0.25 </State> \n<State> 1 </State> \n"
        f"</TopologyEntry> \n</Topology> \n<Triples> {len(phones)} \n{triples}</Triples> \n"
        f"<LogProbs> \n [ {' '.join(f'{value:.6g}' for value in logarithms)} ]\n</LogProbs> \n"
        "</TransitionModel> \n"
    )


def _nnet3(layers: Sequence[tuple[_Numbers, _Numbers]]) -> str:
    """Affine layers with rectifiers between the first three, a log-softmax after the third."""
    splice = ", ".join(f"Offset(input, {offset})" if offset else "input" for offset in CONTEXT)
    source = f"Append({splice})"
    nodes = [f"<Nnet3> \ninput-node name=input dim={CEPSTRA}\n"]
    components = []
    for index, (weights, biases) in enumerate(layers):
        nodes.append(f"component-node name=aff{index} component=aff{index} input={source}\n")
        components.append(_affine(f"aff{index}", weights, biases))
        if index < len(layers) - 1:
            last_hidden = index == len(layers) - 2
            name = "logsoftmax" if last_hidden else f"relu{index}"
            kind = "LogSoftmaxComponent" if last_hidden else "RectifiedLinearComponent"
            nodes.append(f"component-node name={name} component={name} input=aff{index}\n")
            components.append(_nonlinearity(name, kind, len(weights)))
            source = name
    nodes.append(f"output-node name=output input=aff{len(layers) - 1} objective=linear\n\n")
    return (
        f"{''.join(nodes)}<NumComponents> {len(components)} \n{''.join(components)}</Nnet3> \n"
        f"<LeftContext> {-CONTEXT[0]} <RightContext> {CONTEXT[-1]} <Priors>  [ ]\n"
    )


def _affine(name: str, weights: _Numbers, biases: _Numbers) -> str:
    rows = "\n".join("  " + _figures(row) for row in weights)
    return (
        f"<ComponentName> {name} <FixedAffineComponent> <LinearParams>  [\n{rows} ]\n"
        f"<BiasParams>  [ {_figures(biases)} ]\n</FixedAffineComponent> \n"
    )


def _nonlinearity(name: str, kind: str, size: int) -> str:
    statistics = "<ValueAvg>  [ ]\n<DerivAvg>  [ ]\n<Count> 0"
    return f"<ComponentName> {name} <{kind}> <Dim> {size} {statistics} </{kind}> \n"


def _figures(numbers: _Numbers) -> str:
    return " ".join(f"{number:.4g}" for number in numbers)
