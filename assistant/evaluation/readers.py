"""What reads an utterance in an evaluation: the assistant as it is, or the plain classifier on a set of one's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.evaluation.examples import Example
from assistant.evaluation.scores import Reading
from assistant.nlu.linear import LinearClassifier

Reader = Callable[..., Reading]
"""Of a text, and of other readings of the same sound where there are any."""


def timed(understand: Callable[..., Mapping[str, Any]]) -> Reader:
    """A reader out of whatever gives an utterance's label, aspect, safety and confidence."""

    def read(text: str, *also: str) -> Reading:
        started = time.perf_counter()
        found = understand(text, *also)
        seconds = time.perf_counter() - started
        return Reading(
            text=text,
            label=found["label"],
            aspect=found.get("aspect"),
            safety=found.get("safety"),
            confidence=found["confidence"],
            seconds=seconds,
        )

    return read


def plain_classifier(examples: Sequence[Example]) -> Reader:
    """The pipeline's classifier alone, trained on these examples: no rules of our domain, no aspects, no safety.

    On the public CAIS set, trained on its training lines, 0.954 of the test lines are right; linear support
    vectors over character n-grams up to four get 0.952.

    Raises ValueError when the examples have fewer than two labels.
    """
    labels = [example.label for example in examples]
    if len(set(labels)) < 2:
        raise ValueError("A classifier needs examples of at least two labels to be trained on.")
    classifier = LinearClassifier.train([example.text for example in examples], labels)

    def understand(text: str, *also: str) -> Mapping[str, Any]:
        best = classifier.guesses(text)[0]
        return {"label": best.label, "confidence": best.confidence}

    return timed(understand)
