"""What happened at the station, for its figures: no words, no names, nothing that could be anybody's."""
