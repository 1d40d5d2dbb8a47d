"""What a command stands on: a case, or files read for this command alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.records.errors import CaseError
from armstrace.records.sources import ReadOptions

if TYPE_CHECKING:
    from armstrace.desk.case import Case, ReadOutcome
    from armstrace.records.exhibits import Exhibit


@dataclass(frozen=True, slots=True)
class Ground:
    """The case at hand, how its files (those named, else all) were read, and whether all of them were understood."""

    case: "Case"
    outcomes: "tuple[ReadOutcome, ...]"
    whole: bool


@contextmanager
def ground(
    files: Sequence[Path], folder: Path | None, options: ReadOptions | None = None, *, case_needed: bool = True
) -> Iterator[Ground]:
    """Give the files named, in a private folder; without any the case named or the nearest upward.

    Not `case_needed`: the treaty facts that armstrace ships are enough where there is neither.

    Raises:
        CaseError: both are named, or there is neither.
    """
    from armstrace.desk.case import temporary_case
    from armstrace.desk.cli.taking import report, take
    from armstrace.desk.questions.files import files_in

    if files and folder is not None:
        raise CaseError(
            "Files are read apart from any case, so --case does not go with them.",
            where="--case",
            todo="Leave one of them away; `armstrace add` takes files into a case.",
        )
    found = None if files else _found(folder, case_needed=case_needed)
    if found is not None:
        yield _in_case(found)
        return
    paths = files_in(files)
    with temporary_case() as private:
        taken = take(private, paths, options or ReadOptions())
        yield Ground(private, tuple(taken), report(taken, private) and len(taken) == len(paths))


def _found(folder: Path | None, *, case_needed: bool) -> Path | None:
    from armstrace.desk.cli.options import case_folder

    try:
        return case_folder(folder)
    except CaseError as error:
        if not case_needed:
            return None
        todo = "Name the files to look into, a case with --case DIR, or go into a case folder."
        raise CaseError(error.what, error.where, todo) from error


def _in_case(folder: Path) -> Ground:
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.taking import catch_up

    case = working_case(folder)
    return Ground(case, (), catch_up(case))


@contextmanager
def document_in(file: Path, folder: Path | None, against: Sequence[Path]) -> "Iterator[tuple[Case, Exhibit, bool]]":
    """Open the case a document is checked in and take it in: the one named, the one around, or a private one.

    With `against` and no case named it is a private one. Gives the case, the document's exhibit, and whether
    everything was understood.

    Raises:
        CaseError: something named is not there, or `file` is a folder.
        UnknownFormat: the document cannot be read.
    """
    from armstrace.desk.case import temporary_case
    from armstrace.desk.questions.files import files_in

    paths = files_in([file, *against])
    if file.is_dir():
        raise _folder(file)
    folder = folder if folder is not None or against else _found(None, case_needed=False)
    if folder is not None:
        at_hand = _in_case(folder)
        exhibit, whole = _taken(at_hand.case, paths)
        yield at_hand.case, exhibit, whole and at_hand.whole
        return
    with temporary_case() as private:
        yield (private, *_taken(private, paths))


def exhibit_named(case: "Case", named: str) -> tuple[str, bool]:
    """Give the hash of the exhibit meant by a file, a name in the case or the start of a hash; "" where none is named.

    A file is taken in as `document_in` does; also tells whether everything was understood.

    Raises:
        CaseError: nothing is named so, or `named` is a folder.
        UnknownFormat: the file cannot be read.
    """
    path = Path(named)
    if not named:
        return "", True
    if named == "-" or (path.exists() and not path.is_dir()):
        exhibit, whole = _taken(case, [path])
        return exhibit.sha256, whole
    try:
        return case.exhibit(named).sha256, True
    except CaseError:
        if path.is_dir():
            raise _folder(path) from None
        raise


def _folder(path: Path) -> CaseError:
    return CaseError("This is a folder.", where=repr(str(path)), todo="Name one text, Markdown, HTML or PDF file.")


def _taken(case: "Case", paths: Sequence[Path]) -> "tuple[Exhibit, bool]":
    """Take in a document and what it is checked against; the document first, since nothing goes without it."""
    from armstrace.desk.cli.taking import report, take

    read = _document(case, paths[0])
    taken = [read, *take(case, paths[1:], ReadOptions())]
    return read.exhibit, report(taken, case) and len(taken) == len(paths)


def _document(case: "Case", document: Path) -> "ReadOutcome":
    """Take in one document and read it."""
    from armstrace.desk.cli.taking import take_one
    from armstrace.desk.questions.document import readable

    return readable(take_one(case, document, ReadOptions()), document.name)
