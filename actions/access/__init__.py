"""Who may read what from outside, and what may come back."""
