"""`armstrace claims --to`: many documents, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from signal import SIGINT

import typer

from armstrace.records.errors import CaseError


@dataclass(frozen=True, slots=True)
class ManyAsked:
    """How many documents are to be read; a case is named only by mistake."""

    published: date | None
    workers: int
    parse: bool
    case: Path | None


def claims_of_many(files: Sequence[Path], to: Path, asked: ManyAsked) -> None:
    """Read documents into a file of JSON lines, apart from any case, and say what came of it.

    Raises:
        CaseError: a file is not there, or `to` cannot be written.
    """
    from armstrace.desk.cli.show import remark
    from armstrace.desk.cli.taking import finish, parts_progress, progress
    from armstrace.desk.documents.many import Watch, read_many
    from armstrace.desk.questions.files import files_in
    from armstrace.desk.questions.outputs import output
    from armstrace.reading.parse.model import missing

    if any(str(file) == "-" for file in files) or str(to) == "-":
        raise CaseError("Standard input and output do not go with --to.", where="-", todo="Name files.")
    if not files:
        raise CaseError("No document is named.", where="--to", todo="Name files or folders.")
    if to.exists() and not (to.is_file() or to.is_dir()):
        raise CaseError("This is a device or a pipe, not a file that grows.", where=f"--to {to}", todo="Name a file.")
    if asked.case is not None:
        raise CaseError("Many documents are read apart from any case.", where="--case", todo="Leave --case away.")
    output(to, "--to", [file for file in files if not file.is_dir()])
    paths = [path for path in files_in(files) if path.resolve() != to.resolve()]
    lacking = missing() if asked.parse else ""
    if lacking:
        remark(lacking)
    parse, done = asked.parse and not lacking, count(0)
    try:
        with progress(len(paths)) as step, parts_progress(_size_of_one(paths)) as part:
            watch = Watch(lambda: (step(), next(done)), part)
            tally = read_many(paths, asked.published, to, asked.workers, parse=parse, watch=watch)
    except KeyboardInterrupt:
        told = f"stopped: {next(done):,} of {len(paths):,} documents done, each with its line in {to.name}"
        remark(f"{told}; the same command goes on with the others.")
        raise typer.Exit(128 + SIGINT) from None
    remark(
        f"{tally.read:,} document{'s' * (tally.read != 1)} read, {tally.claims:,} claim{'s' * (tally.claims != 1)}"
        + (f"; {tally.known:,} were there already" if tally.known else "")
        + (f"; {tally.failed:,} not read, each with its reason in {to.name}" if tally.failed else "")
    )
    finish(whole=not tally.failed)


def _size_of_one(paths: Sequence[Path]) -> int:
    """Give the size of the only document, 0 where there are several: those are counted."""
    return paths[0].stat().st_size if len(paths) == 1 and paths[0].exists() else 0
