"""Where what was made of clips is kept, so that it need not be made again."""

from typing import Protocol


class Shelf(Protocol):
    """Keeps bytes by name."""

    def fetch(self, key: str) -> bytes | None:
        """What was kept under the name; None where there is nothing, or it is damaged."""

    def keep(self, key: str, content: bytes) -> None:
        """Keep it under the name."""


class NoShelf:
    """Keeps nothing."""

    def fetch(self, key: str) -> bytes | None:  # noqa: ARG002 - a Shelf's
        """Nothing."""
        return None

    def keep(self, key: str, content: bytes) -> None:
        """Do nothing."""
