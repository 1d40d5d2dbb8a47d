"""The facts of law that armstrace ships with the two parties exchanged, for the twin of a case."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.desk.intake import FACTS
from armstrace.gazetteer import law_sources
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.sources import treaty_facts
from armstrace.sources.law import fact_table
from proofs.party_swap import swapped

_READERS = ("armstrace.desk.intake", "armstrace.sources.treaty_facts", "armstrace.sources.law.fact_table")


def _forget() -> None:
    for cached in (treaty_facts._shipped, fact_table._hash_of, law_sources._citations):
        cached.cache_clear()


@contextmanager
def facts_swapped(folder: Path) -> Iterator[None]:
    """Let cases that are made meanwhile take in the shipped facts with the parties exchanged, row by row in place."""
    data = folder / "data"
    data.mkdir(parents=True)
    for name in FACTS:
        text = files("armstrace.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
        (data / name).write_text(swapped(text), encoding="utf-8")

    def exchanged(name: str) -> list[dict[str, str]]:
        return [{column: swapped(cell) for column, cell in row.items()} for row in shipped_rows(name)]

    with pytest.MonkeyPatch.context() as patch:
        for module in _READERS:
            patch.setattr(f"{module}.files", lambda _: folder)
        patch.setattr(law_sources, "shipped_rows", exchanged)
        _forget()
        yield
    _forget()
