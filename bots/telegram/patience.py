"""How often one bad update is tried before it is given up, so that it cannot stop everybody's journal."""

MOST_ATTEMPTS = 5
MOST_REMEMBERED = 1000


class Patience:
    """Counts failures by update. Only for bugs: an absent database is waited for without end."""

    def __init__(self) -> None:
        self._failures: dict[int | str, int] = {}

    def note_failure(self, update: int | str) -> bool:
        """Count one more; True where it has been tried often enough."""
        count = self._failures.pop(update, 0) + 1
        if count >= MOST_ATTEMPTS:
            return True
        if len(self._failures) >= MOST_REMEMBERED:
            self._failures.pop(next(iter(self._failures)))
        self._failures[update] = count
        return False
