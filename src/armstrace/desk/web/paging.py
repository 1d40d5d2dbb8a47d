"""Long lists by pages, cut on the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many is shown, of how many things in all."""

    page: int
    pages: int
    total: int


def paging(total: int, page: int, size: int) -> Paging:
    """Give the page that is shown: the last one where one beyond it is asked for.

    >>> paging(101, 9, 50)
    Paging(page=3, pages=3, total=101)
    """
    pages = max(1, -(-total // size))
    return Paging(min(page, pages), pages, total)


def cut(things: Sequence[T], where: Paging, size: int) -> Sequence[T]:
    """Give the things of one page."""
    return things[(where.page - 1) * size : where.page * size]
