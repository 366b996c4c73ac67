"""What can go wrong with recorded voices; every message is one sentence for whoever keeps the station."""

from __future__ import annotations


class VoicePackError(Exception):
    """A pack cannot be read, used, taken in or written."""
