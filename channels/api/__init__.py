"""The station's data for other platforms: read with a token, and results sent back."""
