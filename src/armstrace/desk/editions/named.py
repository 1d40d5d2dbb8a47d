"""Which exhibits an edition named on the command line consists of: a file, a folder, a label, a name, a hash."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.intake import Case
from armstrace.evidence.disk import explained, sha256_of
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.tables.ask import literal, literals

FilesIn = Callable[[Sequence[Path]], list[Path]]


@dataclass(frozen=True, slots=True)
class EditionNamed:
    """One side of a comparison: its exhibits, the labels of its editions, and how much of it was not understood."""

    said: str
    exhibits: tuple[Exhibit, ...]
    labels: tuple[str, ...]
    covers: tuple[str, ...]
    set_aside: int

    @property
    def keys(self) -> frozenset[str]:
        """The hashes of its exhibits."""
        return frozenset(each.sha256 for each in self.exhibits)

    @property
    def title(self) -> str:
        """How a heading names it: by its labels, or by its files where they say nothing."""
        named = self.labels or tuple(each.received_name for each in self.exhibits)
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        return "; ".join(named[:3]) + more


def edition_in(case: Case, said: str, files_in: FilesIn) -> EditionNamed:
    """Find an edition in a case: by the label its files share, by a file or folder that the case has, by an exhibit.

    Raises:
        CaseError: nothing in the case is named so, or a file named is not in the case.
    """
    labelled = [row[0] for row in case.tables.ask(f"SELECT exhibit FROM edition WHERE label = {literal(said)}")]
    if labelled:
        return told_of(case, said, [case.exhibit(sha256) for sha256 in dict.fromkeys(labelled)])
    path = Path(said)
    if not path.exists():
        return told_of(case, said, [case.exhibit(said)])
    known = {exhibit.sha256: exhibit for exhibit in case.exhibits()}
    found = [(each, known.get(_hash_of(each))) for each in files_in([path])]
    missing = [visible(str(each)) for each, exhibit in found if exhibit is None]
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise CaseError(
            f"Not in this case: {', '.join(missing[:3])}{more}.",
            todo="Take it in with `armstrace add`, or leave --case away to compare files apart from any case.",
        )
    return told_of(case, said, [exhibit for _, exhibit in found if exhibit is not None])


def _hash_of(path: Path) -> str:
    with explained(path, "Reading the file"), path.open("rb") as file:
        return sha256_of(file.fileno())


def told_of(case: Case, said: str, exhibits: Sequence[Exhibit]) -> EditionNamed:
    """Gather what the tables tell of the exhibits of one side."""
    here = literals(each.sha256 for each in exhibits)
    rows = case.tables.ask(
        "SELECT label, covers_printed, count(*) FROM edition "
        f"WHERE exhibit IN {here} GROUP BY ALL ORDER BY label, covers_printed"
    )
    aside = case.tables.ask(f"SELECT count(*) FROM set_aside WHERE exhibit IN {here}")
    labels = tuple(dict.fromkeys(str(row[0]) for row in rows))
    covers = tuple(dict.fromkeys(str(row[1]) for row in rows if row[1]))
    return EditionNamed(said, tuple(exhibits), labels, covers, int(aside[0][0]))
