"""How `armstrace share` prints shares."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrace.checks.breakdown import Breakdown
    from armstrace.desk.questions.share import Question

_SHOWN = 15


def print_shares(question: "Question", found: "Sequence[Breakdown]", left_out: Sequence[str]) -> None:
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
