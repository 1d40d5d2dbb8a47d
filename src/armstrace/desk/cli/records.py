"""Printing what was read: exhibit by exhibit, or record by record."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import as_json, json_text, plain, table

if TYPE_CHECKING:
    from armstrace.desk.case import Case, ReadOutcome


def print_outcomes(outcomes: "Sequence[ReadOutcome]", *, json: bool = False) -> None:
    """Print what was read of each file, for a person or a program."""
    from armstrace.desk.questions.taking import outcomes_json

    if json:
        as_json(outcomes_json(outcomes))
        return
    rows = [
        [
            outcome.exhibit.short,
            plain(outcome.exhibit.received_name),
            "not read" if outcome.refusal else outcome.reader,
            ", ".join(f"{part.rows:,} {part.kind}" for part in outcome.rows),
        ]
        for outcome in outcomes
    ]
    table(["exhibit", "received as", "reader", "rows"], rows)


def print_records(case: "Case", outcomes: "Iterable[ReadOutcome]") -> None:
    """Print one JSON record a line, some thousand rows in memory at a time, each as it may leave the case."""
    from armstrace.desk.incidents.export import Exporter
    from armstrace.tables.write import stored_batches, table_path

    exporter = Exporter(case)
    for outcome in outcomes:
        for part in outcome.rows:
            for batch in stored_batches(table_path(case.root, part.kind, outcome.exhibit.sha256)):
                for values in zip(*batch.values(), strict=True):
                    row = exporter.stored(part.kind, dict(zip(batch, values, strict=True)))
                    record = {"kind": part.kind, **{name: _plain(value) for name, value in row.items()}}
                    sys.stdout.write(json_text(record) + "\n")


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
