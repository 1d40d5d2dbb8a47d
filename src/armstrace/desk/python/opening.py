"""Making and opening cases, and asking files apart from any case."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, overload

from armstrace.desk import case as cases
from armstrace.desk.case import find_case, temporary_case
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.case import ActingCase, Case
from armstrace.desk.python.columns import TEXT, TEXTS, Sheet
from armstrace.desk.python.held import Held, read_only, told_aside
from armstrace.desk.python.words import in_python
from armstrace.desk.questions.files import files_in
from armstrace.desk.questions.taking import take_all
from armstrace.desk.treaties import known_treaty
from armstrace.records.errors import CaseError
from armstrace.records.sources import ReadOptions
from armstrace.sources.registry import readers

if TYPE_CHECKING:
    from armstrace.desk.python.editions import Difference
    from armstrace.desk.python.taking import AddAsked

_SOURCES = Sheet(
    {"name": TEXT, "title": TEXT, "publisher": TEXT, "url": TEXT, "licence": TEXT, "covers": TEXT, "limits": TEXTS},
    ("name", "title", "covers"),
)


@overload
def open_case(folder: str | Path = ...) -> Case: ...
@overload
def open_case(folder: str | Path = ..., *, by: str) -> ActingCase: ...
def open_case(folder: str | Path = "", *, by: str = "") -> Case | ActingCase:
    """Open a case to ask it; by an id of yours ("p-7f3a91", never a name) also to sign what changes it.

    Without `by` nothing is added to it: no exhibit, no line of its ledger. Without `folder` it is the nearest case
    upward.

    Raises:
        CaseError: the folder holds no case, or `by` is no id.
        CustodyBroken: the ledger is not as it was written.
    """
    with in_python():
        root = Path(folder) if str(folder) else find_case(Path.cwd())
        if by:
            return ActingCase(Held(cases.open_case(root, by)))
        held = Held(read_only(root))
        with held.at_work():  # a ledger that is broken is told now
            return Case(held)


def new_case(
    folder: str | Path, *, by: str, title: str = "", question: str = "", parties: Sequence[str] = (), period: str = ""
) -> ActingCase:
    """Make a case folder; the treaty facts that armstrace ships are its first exhibits.

    Raises:
        CaseError: the folder holds something already, or `by` is no id.
    """
    root = Path(folder)
    if not by:
        raise CaseError("A case is made by somebody.", "by", "Give an id that names nobody, such as by='p-7f3a91'.")
    with in_python():
        name = title or root.resolve().name
        made = cases.new_case(root, title=name, question=question, parties=parties, period=period, said_by=by)
        return ActingCase(Held(made))


def demo_case(folder: str | Path = "demo-case", *, by: str = "p-demo") -> ActingCase:
    """Make the case that ships with armstrace, both sides of the Karabakh war, its report checked; and open it.

    Raises:
        CaseError: the folder holds something already.
    """
    from armstrace.desk.demo import tour

    with in_python():
        tour(Path(folder), _quiet)
        return open_case(folder, by=by)


def _quiet(_: str) -> None:
    """Say nothing: the page of the demo is for reading."""


@dataclass(slots=True)
class _HeldFiles(Held):
    """Files in a private folder that is gone when they are closed."""

    folder: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Let go of the files and remove the folder."""
        super(_HeldFiles, self).close()
        self.folder.close()


def open_files(*paths: str | Path, **how: "Unpack[AddAsked]") -> Case:
    """Read files apart from any case, to ask them: at.open_files("deliveries.csv").share("AZE", years="2015-2019").

    Nothing is added anywhere; what is read lies in a private folder until the answer's case is closed.

    Raises:
        CaseError: a file is not there.
    """
    with in_python(), ExitStack() as stack:
        options = ReadOptions(known_treaty(how.get("treaty", "")), how.get("edition", ""))
        found = files_in(map(Path, paths))
        case = stack.enter_context(temporary_case())
        taken, missed = take_all(case, found, options)
        return Case(_HeldFiles(case, lasting=False, remarks=(*missed, *told_aside(taken)), folder=stack.pop_all()))


def diff(old: str | Path, new: str | Path, *, supplier: str = "", recipient: str = "") -> "Difference":
    """Say what changed between two editions of a register, each a file or a folder, apart from any case.

    Raises:
        CaseError: a file is not there, or a state is not known.
    """
    from armstrace.desk.python.editions import diff_apart

    return diff_apart(old, new, (supplier, recipient))


def list_sources() -> Answer:
    """List what can be read, what each source covers and what it cannot show."""
    told = plain([asdict(reader.SOURCE) for reader in readers().values()])
    return Answer(title="Sources", rows=_SOURCES.rows(told), sheet=_SOURCES, told=told)
