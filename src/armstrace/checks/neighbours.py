"""The same share over neighbouring years: a figure that only one choice of window gives shows itself here."""

from collections.abc import Iterator

from armstrace.checks.editions import RegisterEdition
from armstrace.checks.tiv_share import Share
from armstrace.checks.volumes import by_party
from armstrace.checks.windows import Window
from armstrace.gazetteer.states import display
from armstrace.records.findings import Part
from armstrace.tables.ask import Tables

LONG = 10


def neighbours(tables: Tables, edition: RegisterEdition, share: Share) -> Iterator[Part]:
    """Give the share a year earlier, in the claim's own years, a year later, and over ten years, in order of time.

    Windows that the edition does not cover, or in which nothing is recorded, are left out. The note names the largest
    other party.
    """
    first, last = share.denominator.first, share.denominator.last
    windows = {(first - 1, last - 1), (first, last), (first + 1, last + 1), (last - LONG + 1, last)}
    for start, end in sorted(windows):
        if not edition.covers(start, end):
            continue
        found = by_party(tables, edition, share.denominator.over(start, end), share.side)
        whole = sum(each.value for each in found)
        if not whole:
            continue
        own = sum(each.value for each in found if each.code in share.whose)
        others = [each for each in found if each.code and each.code not in share.whose]
        note = f"{display(others[0].code)} {100 * others[0].value / whole:.1f} %" if others else ""
        yield Part(label=str(Window(start, end)), value=100 * own / whole, note=note)
