"""What the events add up to. Pure: events in, numbers out; nothing is ever typed in."""
