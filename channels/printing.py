"""What prints a paper, be it asked for at the kiosk or at the desk."""

from collections.abc import Awaitable, Callable

PrintPaper = Callable[[str], Awaitable[bool]]
"""Takes a paper as HTML, without head and style; whether it is on its way to the printer. Raises nothing."""
