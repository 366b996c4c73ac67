"""What can go wrong with hearing; every message is one sentence for the person who set the station up."""

from __future__ import annotations


class SpeechError(Exception):
    """Any of these."""


class AudioError(SpeechError):
    """There is no sound to be had from a file."""


class SpeechModelError(SpeechError):
    """There is no usable speech model."""


class SpeechFetchError(SpeechError):
    """The model could not be fetched."""
