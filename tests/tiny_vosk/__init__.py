"""Builds `tests/data/tiny-vosk-zh`, a Vosk model that hears one speech synthesiser; see README.md here.

Never import the graph modules and `vosk` in one process: pynini and libvosk each carry their own OpenFst, and
a process that loads both hangs or crashes.
"""
