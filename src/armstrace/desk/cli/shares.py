"""What `armstrace share` asks and prints."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armstrace.desk.cli.options import Mistakes, state, years
from armstrace.desk.cli.outputs import output

if TYPE_CHECKING:
    from armstrace.checks.breakdown import Breakdown
    from armstrace.checks.editions import Slice

_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Question:
    """Whose total is taken apart, over which years, by which side."""

    part: "Slice"
    side: str
    title: str


def asked(*, recipient: str, supplier: str, span: str, by: str, plot: Path | None, files: Sequence[Path]) -> Question:
    """Read the options of `armstrace share`.

    Raises:
        CaseError: something is missing or unknown; all mistakes are named at once.
    """
    from armstrace.checks.editions import Slice
    from armstrace.gazetteer.states import display

    wrong = Mistakes()
    if not span:
        wrong.add("It is missing.", "--years", "Write --years 2015-2019.")
    window = wrong.read(years, span) if span else None
    if not recipient and not supplier:
        wrong.add("Nobody is named.", "--recipient or --supplier", "Name whose imports or exports are meant.")
    if by and by not in {"supplier", "recipient"}:
        wrong.add(f"{by!r} is not a side.", "--by", "Write supplier or recipient.")
    sender = wrong.read(state, supplier, "--supplier") if supplier else None
    receiver = wrong.read(state, recipient, "--recipient") if recipient else None
    wrong.read(output, plot, "--plot", files)
    wrong.tell()
    first, last = window or (0, 0)
    whose = f"{display(receiver)}: imports" if receiver else f"{display(sender or '')}: exports"
    side = by or ("supplier" if receiver else "recipient")
    return Question(
        Slice((sender,) if sender else (), (receiver,) if receiver else (), first, last),
        side,
        f"{whose} of major arms {first}\u2013{last}, share by {side}, in TIV",
    )


def shares_json(question: Question, found: "Sequence[Breakdown]", left_out: Sequence[str]) -> dict[str, Any]:
    """Give the shares for a program."""
    return {
        "suppliers": list(question.part.suppliers),
        "recipients": list(question.part.recipients),
        "years": [question.part.first, question.part.last],
        "by": question.side,
        "unit": "million TIV, percent of major arms",
        "editions": [asdict(each) for each in found],
        "left_out": list(left_out),
    }


def print_shares(question: Question, found: "Sequence[Breakdown]", left_out: Sequence[str]) -> None:
    """Print the shares for a person, with a bar for each."""
    from armstrace.desk.cli.show import line, plain, remark, table

    for each in found:
        rows = []
        for part in each.lines[:_SHOWN]:
            bar = "\u2588" * round(part.percent / 2.5)
            rows.append([plain(part.name), f"{part.tiv_m:.1f}", f"{part.percent:.1f}", bar])
        line(f"[bold]{question.title}[/]")
        table(
            [question.side, "million TIV", "%", ""],
            rows,
            title=f"{plain(each.edition)}: {each.total_tiv_m:.1f} million TIV",
        )
        if len(each.lines) > _SHOWN:
            line(f"and {len(each.lines) - _SHOWN} more")
        for note in each.notes:
            line(f"[yellow]{plain(note)}[/]")
        line("Our calculation from SIPRI data; TIV measures volume and is no price.")
        line()
    for reason in left_out:
        remark(reason)
    if not found:
        remark("No register here holds these figures.")
