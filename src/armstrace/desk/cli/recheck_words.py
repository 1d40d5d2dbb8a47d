"""How `armstrace recheck` prints verdicts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import line, plain, table, verdict, words

if TYPE_CHECKING:
    from armstrace.desk.editions.recheck import RecheckedDocument

_NOTHING = "[dim]no answer[/]"
_WORDS_SHOWN = 70


def print_rechecked(found: "RecheckedDocument") -> None:
    """Print the verdicts of each claim side by side, then why they differ."""
    document = found.document
    line(f"[bold]{plain(document.exhibit.received_name)}[/], published {document.published.isoformat()}")
    rows = [
        [
            str(number),
            _cut(str(each.claim["text"])),
            _verdict(each.on_day) + (f", with the undated {_verdict(each.undated)}" * (each.undated != each.on_day)),
            _verdict(each.kept) if found.was_kept else "[dim]not kept[/]",
            _verdict(each.today),
        ]
        for number, each in enumerate(found.lines, 1)
    ]
    table(["", "claim", "on the day of publication", "kept", "today"], rows)
    for (heading, reason), numbers in _by_reason(found).items():
        line(f"  {_listed(numbers)}, {heading}: {words(reason)}")
    _counts(found)
    for which, said in (("later", "came later"), ("undated", "do not tell their day")):
        named = sorted(found.names[sha256] for sha256 in getattr(found.then, which))
        if named:
            more = f" and {len(named) - 5} more" if len(named) > 5 else ""
            line(f"These {said}: {plain(', '.join(named[:5]))}{more}.")
    line("A verdict is about the record, not about guilt.")
    line()


def _by_reason(found: "RecheckedDocument") -> dict[tuple[str, str], list[int]]:
    """Give the numbers of the claims that one reason holds for: a new edition touches many claims alike."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, each in enumerate(found.lines, 1):
        for heading, reasons in (("not as kept", each.why_kept), ("not as on that day", each.why_day)):
            for reason in reasons:
                numbers.setdefault((heading, reason), []).append(number)
    return numbers


def _listed(numbers: Sequence[int]) -> str:
    """Write numbers in order, runs of them as first and last.

    >>> _listed([1, 2, 3, 5])
    '1\u20133, 5'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}\u2013{last}" for first, last in runs)


def _counts(found: "RecheckedDocument") -> None:
    lines = found.lines
    other = sum(bool(each.why_kept) for each in lines)
    moved = sum(each.kept != each.today for each in lines) if found.was_kept else 0
    day = sum(each.on_day != each.today for each in lines)
    kept = f"{moved} verdicts are not those kept ({other} rest on something else); " if found.was_kept else ""
    line(f"{len(lines)} claims: {kept}{day} are not those of the day of publication.")


def _verdict(value: str) -> str:
    return verdict(value) if value else _NOTHING


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return plain(flat if len(flat) <= _WORDS_SHOWN else flat[: _WORDS_SHOWN - 1] + "\u2026")
