"""The facts of law that armstrace ships with the two parties exchanged, for the twin of a case."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest

from armstrace.desk import intake
from armstrace.desk.intake import FACTS
from armstrace.gazetteer import law_sources
from armstrace.gazetteer.shipped_tables import shipped_rows
from armstrace.sources import treaty_facts
from armstrace.sources.law import fact_table
from proofs.party_swap import swapped


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

    def ours(name: str, sha256: str) -> bool:
        return hashlib.sha256((data / name).read_bytes()).hexdigest() == sha256

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "files", lambda _: folder)
        for reader in (treaty_facts, fact_table):
            patch.setattr(reader, "was_shipped", ours)
        patch.setattr(law_sources, "shipped_rows", exchanged)
        law_sources._citations.cache_clear()
        yield
    law_sources._citations.cache_clear()
