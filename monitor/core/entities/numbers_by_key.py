"""Which terms a key leads to: one number for most keys, as objects for each would take more memory than the keys."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Sequence


class NumbersByKey:
    """Key -> numbers, in the order they were added."""

    def __init__(self) -> None:
        self._numbers: dict[str, int | list[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def add(self, key: str, number: int) -> None:
        known = self._numbers.setdefault(key, number)
        if isinstance(known, list):
            if known[-1] != number:
                known.append(number)
        elif known != number:
            self._numbers[key] = [known, number]

    def keys(self) -> KeysView[str]:
        return self._numbers.keys()

    def get(self, key: str) -> Sequence[int]:
        found = self._numbers.get(key, ())
        return (found,) if isinstance(found, int) else found
