"""What `armstrace place` reads of its words, and what it prints."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from armstrace.desk.cli.options import Mistakes
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.chain.model import PlacementJudgement, Rung
    from armstrace.desk.intake import Case


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the command as they were typed."""

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


def run(case: "Case", said: Said, *, json: bool) -> None:
    """Judge, or take a judgement back, and say what was written."""
    from armstrace.chain.judged import ONLY_ON
    from armstrace.chain.wording import say
    from armstrace.desk.chains.placements import PLACE, undo
    from armstrace.desk.cli.show import as_json, line, plain, remark

    if said.undo:
        if not said.undo.isdecimal() or said.key:
            raise CaseError("This does not name a judgement alone.", "--undo", "Give its number, and no KEY.")
        made, done = undo(case, int(said.undo), said.why), "taken back"
    else:
        made, done = _judged(case, said), "signed"
    if json:
        as_json({"done": done, **asdict(made)})
    else:
        line(
            f"{done}: judgement {made.number}, {made.act} on rung {made.rung}: {plain(made.key)}, {plain(made.signed)}"
        )
    kind = made.key.partition(":")[0]
    if made.act == PLACE and made.rung not in ONLY_ON.get(kind, {made.rung}):
        remark(f"{say('never counts', kind=kind)} It is shown there, and the rung does not rest on it.")


def _judged(case: "Case", said: Said) -> "PlacementJudgement":
    from armstrace.desk.chains.asked import entry_named
    from armstrace.desk.chains.placements import EXCLUDE, PLACE, REMOVE, Wish, judge

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


def _rung(said: str) -> "Rung":
    from armstrace.chain.model import Rung

    found = next((rung for rung in Rung if rung.value.lower() == said.strip().lower()), None)
    if found is None:
        raise CaseError(f"{said!r} is no rung.", "--rung", f"Use one of: {', '.join(Rung)}.")
    return found


def _known(rung: "Rung", name: str) -> None:
    """Refuse the name of an explanation that the rung does not know."""
    from armstrace.chain.explanations import known

    names = [each.name for each in known()[rung]]
    if name not in names:
        todo = f"On {rung} there are: {', '.join(names)}."
        raise CaseError(f"{name!r} is no other explanation there.", "--excludes", todo)
