"""A bundle seen as a case, and a case seen as the bundle that is made of it: what left is there, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from armstrace.desk.bundles.parts import events_of_export, findings_of
from armstrace.desk.case import CASE_FILE
from armstrace.desk.intake import Case, ReadOutcome, last_readings, noted_rows
from armstrace.desk.licences import Leaver
from armstrace.desk.private_case import private_folder
from armstrace.evidence import custody
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER, stored_path
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.evidence.tail import split_torn
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.tables.write import table_path


@dataclass(slots=True)
class BundleCase(Case):
    """A bundle seen as a case: exhibits lie under their hash, and nothing new is kept."""

    lines: Sequence[Line] = ()
    _here: list[Exhibit] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of the export: what was too recent to leave then is so for ever in this bundle."""
        return date.fromisoformat(str(self.lines[-1].payload["day"]))

    def exhibits(self) -> list[Exhibit]:
        """Give the exhibits whose bytes are in the bundle, in the order of intake."""
        # nothing comes or goes while a bundle is looked at
        if not self._here:
            known = custody.gather(self.root, self.lines).values()
            placed = (replace(each, path=stored_path(self.root, each.sha256)) for each in known)
            self._here = [each for each in placed if each.path.is_file()]
        return list(self._here)

    def exhibit(self, named: str) -> Exhibit:
        """Find an exhibit by its hash or the beginning of it.

        Raises:
            CaseError: its bytes are not in the bundle.
        """
        found = [each for each in self.exhibits() if each.sha256.startswith(named)]
        if len(found) != 1:
            raise CaseError("This exhibit is not in the bundle.", where=visible(named))
        return found[0]

    def _keep(self, outcome: ReadOutcome) -> None:
        raise CaseError("A bundle is looked at, never written.", where=outcome.exhibit.short)


@contextmanager
def as_bundled(case: Case, lines: Sequence[Line], leavers: Iterable[Leaver]) -> Iterator[BundleCase]:
    """See a case as its bundle will show it: pages made of this one can be made again from the bundle alone."""
    if isinstance(case, BundleCase):
        yield case
        return
    with private_folder() as folder:
        _lay_out(case, lines, tuple(leavers), folder)
        seen = BundleCase(folder, case.by, lines)
        try:
            yield seen
        finally:
            seen.tables.close()


def ledger_bytes(case: Case, count: int) -> bytes:
    """Give the first lines of the ledger as they stand in it."""
    with explained(case.root / LEDGER, "Reading the ledger"):
        whole, _ = split_torn((case.root / LEDGER).read_bytes())
    return b"".join(line + b"\n" for line in whole.split(b"\n")[:count])


def _lay_out(case: Case, lines: Sequence[Line], leavers: Sequence[Leaver], folder: Path) -> None:
    read = last_readings(lines)
    with explained(folder, "Laying out the case"):
        (folder / CASE_FILE).write_bytes((case.root / CASE_FILE).read_bytes())
        (folder / LEDGER).write_bytes(ledger_bytes(case, len(lines)))
        for exhibit in (each.exhibit for each in leavers if each.leaves):
            _link(stored_path(folder, exhibit.sha256), exhibit.path)
            for part in noted_rows(read[exhibit.sha256]) if exhibit.sha256 in read else ():
                at = table_path(case.root, part.kind, exhibit.sha256)
                _link(folder / at.relative_to(case.root), at)
        for files in (findings_of(case, lines), events_of_export(case, lines, leavers)):
            for name, content in files:
                if name.startswith("data/tables/"):
                    path = folder / name.removeprefix("data/")
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)


def _link(path: Path, to: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to.resolve())
