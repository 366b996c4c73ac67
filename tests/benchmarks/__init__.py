"""How quick Linban is, beside the starter bot of stock Rasa on the same machine: `make bench`."""
