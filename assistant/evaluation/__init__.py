"""How well utterances are understood: on any labelled set, as written, with a recogniser's noise, or as heard."""
