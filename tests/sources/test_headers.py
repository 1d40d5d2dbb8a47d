"""A header without end is refused as fast as a short one, in a sentence that ends."""

from pathlib import Path

import pytest

from armstrace.records.errors import SourceChanged
from armstrace.records.exhibits import Exhibit
from armstrace.sources.incidents.header import columns
from stopwatch import Work, grows_at_most

EXHIBIT = Exhibit(
    sha256="ab" * 32, path=Path("x"), size=1, received_name="a.csv", media_type="text/csv",
    received_at="2026-01-01T00:00:00Z", received_by="p-1",
)  # fmt: skip


def refusal(header: list[str]) -> str:
    with pytest.raises(SourceChanged) as refused:
        columns(header, EXHIBIT, needed=("id",), known={"id"})
    return str(refused.value)


@pytest.mark.parametrize("name", ["", "a"])
def test_time_grows_with_the_header_and_no_faster(name: str) -> None:
    def work(count: int) -> Work:
        header = ["id", *[name] * count]
        return lambda: refusal(header)

    grows_at_most(4 * 2.5, work, 4_000, 16_000)


def test_the_first_of_very_many_columns_are_named() -> None:
    said = refusal(["id", *(f"column{number}" for number in range(50_000)), "z" * 9_000])
    assert "unknown column0, column1, " in said
    assert "column99 and 49,901 more" in said
    assert len(said) < 2_000
