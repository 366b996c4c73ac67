"""The one form of sound behind the microphone: PCM16, mono, 16 kHz."""

RATE = 16_000
"""Samples a second."""

SAMPLE_BYTES = 2
