"""The three kinds of words: closed, ordered, and open ones that keep words of a newer platform."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NoReturn, Self


class ClosedEnum(StrEnum):
    """A closed set of words. Equal to its word, but without an order: text would compare alphabetically."""

    def _no_order(self, other: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} has no order")

    __lt__ = _no_order
    __le__ = _no_order
    __gt__ = _no_order
    __ge__ = _no_order


class OrderedEnum(StrEnum):
    """A closed set of words in a meaningful order: the order in which they are defined."""

    def _rank(self, other: object) -> tuple[int, int]:
        cls = type(self)
        if not isinstance(other, cls):
            raise TypeError(f"{cls.__name__} compares with {cls.__name__} only")
        members = list(cls)
        return members.index(self), members.index(other)

    def __lt__(self, other: object) -> bool:
        mine, theirs = self._rank(other)
        return mine < theirs

    def __le__(self, other: object) -> bool:
        mine, theirs = self._rank(other)
        return mine <= theirs

    def __gt__(self, other: object) -> bool:
        mine, theirs = self._rank(other)
        return mine > theirs

    def __ge__(self, other: object) -> bool:
        mine, theirs = self._rank(other)
        return mine >= theirs


class OpenEnum(StrEnum):
    """Words that the platform defines. A word this version does not know becomes a member of its own.

    Such a member is equal to its word, pickles, and is written back unchanged; `is_known` tells it apart.
    """

    @classmethod
    def _missing_(cls, value: object) -> Any:
        if not isinstance(value, str):
            return None
        return cls._unknown(value)

    @classmethod
    def _unknown(cls, word: str) -> Self:
        member = str.__new__(cls, word)
        member._name_ = word
        member._value_ = word
        return member

    @property
    def is_known(self) -> bool:
        """Whether this version knows the word."""
        return self.value in type(self)._value2member_map_

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return str.__hash__(self)

    def _no_order(self, other: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} has no order")

    __lt__ = _no_order
    __le__ = _no_order
    __gt__ = _no_order
    __ge__ = _no_order
