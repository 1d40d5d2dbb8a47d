"""What is to be judged of a place on a chain, from words."""

from dataclasses import dataclass

from armstrace.chain.explanations import known
from armstrace.chain.model import PlacementJudgement, Rung
from armstrace.desk.chains.asked import entry_named
from armstrace.desk.chains.placements import EXCLUDE, PLACE, REMOVE, Wish, judge, undo
from armstrace.desk.intake import Case
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.records.errors import CaseError


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a record, finding, claim or exhibit; `undo` is the number of a judgement to take back."""

    key: str
    rung: str
    hop: int | None
    remove: bool
    excludes: str
    undo: str
    chain: str
    words: str
    origin: str
    why: str


def placed(case: Case, said: Said) -> tuple[PlacementJudgement, str]:
    """Judge, or take a judgement back; give it, and which of the two was done.

    Raises:
        CaseError: something is missing or unknown; all mistakes are named at once.
    """
    if said.undo:
        if not said.undo.isdecimal() or said.key:
            raise CaseError("This does not name a judgement alone.", "--undo", "Give its number, and no KEY.")
        return undo(case, int(said.undo), said.why), "taken back"
    return _judged(case, said), "signed"


def _judged(case: Case, said: Said) -> PlacementJudgement:
    wrong = Mistakes()
    rung = wrong.read(_rung, said.rung)
    if not said.key:
        wrong.add("Nothing is named.", "KEY", "Give the key of a record, finding, claim or exhibit.")
    if said.remove and said.excludes:
        wrong.add("One judgement does one thing.", "--remove and --excludes", "Sign two judgements.")
    if not said.why.strip():
        wrong.add("A judgement needs its reason.", "--why", "Say in a few words what it rests on.")
    if rung is not None and said.excludes:
        wrong.read(_known, rung, said.excludes)
    chain = wrong.read(entry_named, case, said.chain) if said.chain else None
    wrong.tell()
    if rung is None:
        raise CaseError("No rung is named.", "--rung")
    return judge(
        case,
        Wish(
            act=EXCLUDE if said.excludes else REMOVE if said.remove else PLACE,
            key=said.key, rung=rung, why=said.why, hop=said.hop, explanation=said.excludes,
            chain=chain.asked.name if chain else "", words=said.words, origin=said.origin,
        ),
    )  # fmt: skip


def _rung(said: str) -> Rung:
    found = next((rung for rung in Rung if rung.value.lower() == said.strip().lower()), None)
    if found is None:
        raise CaseError(f"{said!r} is no rung.", "--rung", f"Use one of: {', '.join(Rung)}.")
    return found


def _known(rung: Rung, name: str) -> None:
    """Refuse the name of an explanation that the rung does not know."""
    names = [each.name for each in known()[rung]]
    if name not in names:
        todo = f"On {rung} there are: {', '.join(names)}."
        raise CaseError(f"{name!r} is no other explanation there.", "--excludes", todo)
