"""What sources assert of aircraft: fleet lists and databases named for a run, and those a case has."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from armstrace.desk.case import Case, open_case, temporary_case
from armstrace.desk.flights.index import SaidOf
from armstrace.records.errors import CaseError
from armstrace.records.kinds import Identity
from armstrace.tables.ask import literals


@contextmanager
def asserted(files: Sequence[Path], case: Path | None) -> Iterator[SaidOf]:
    """Give what asks the files, read for this run alone, and the case for what they say of some aircraft.

    Raises:
        CaseError: a file says nothing of aircraft.
        ArmstraceError: one cannot be read.
    """
    with ExitStack() as stack:
        asked: list[Case] = [] if case is None else [open_case(case)]
        if files:
            private = stack.enter_context(temporary_case())
            for file in files:
                _take(private, file)
            asked.append(private)

        def said_of(hexes: Sequence[str]) -> Sequence[Identity]:
            which = f"WHERE hex IN {literals(hexes)}" if hexes else ""
            found = {one.key: one for each in asked for one in each.tables.records(Identity, f"{which} ORDER BY key")}
            return [found[key] for key in sorted(found)]

        yield said_of


def _take(case: Case, file: Path) -> None:
    outcome = case.read(case.add(file))
    if outcome.refusal is not None:
        raise outcome.refusal
    if not any(part.kind == Identity.KIND for part in outcome.rows):
        todo = "Name a fleet list or an aircraft database; `armstrace sources` says what can be read."
        raise CaseError("This file says nothing of aircraft.", where=f"--fleet {file.name}", todo=todo)
