"""A sentence in the volunteer's own voice: looked at, trimmed, made as loud as any other, and never kept. Pure."""

from __future__ import annotations

from channels.voices.errors import VoicePackError
from channels.voices.sound import read_wav, wav_of
from channels.voices.take import Problem, TakeRules, take_of

MOST_BYTES = 1_600_000
"""A sentence at 48 kHz."""

_RULES = TakeRules(longest=15.0)
_BAD = (Problem.SILENT, Problem.TOO_QUIET, Problem.TOO_LONG)
"""What nobody would understand, or would have to listen to for ever; noise is the room's."""


class NotHeard(Exception):
    """The sound cannot be played to anybody; `problem` is a key of `problems` in words.zh.yml."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def own_voice(contents: bytes) -> bytes:
    """The sound as the person will hear it, a WAV file. Raises NotHeard."""
    if len(contents) > MOST_BYTES:
        raise NotHeard(_key(Problem.TOO_LONG))
    try:
        take = take_of(read_wav(contents), _RULES)
    except VoicePackError as error:
        raise NotHeard("no_sound") from error
    problem = next((problem for problem in take.problems if problem in _BAD), None)
    if problem is not None:
        raise NotHeard(_key(problem))
    return wav_of(take.sound)


def _key(problem: Problem) -> str:
    """Apart from what a field is refused for: a number can be too long as well."""
    return f"voice_{problem.value}"
