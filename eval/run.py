"""Measure the quality of reading and checking and write docs/evaluation.md: python -m eval.run [SECTION…]."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from eval import (
    airfields,
    answers,
    flights,
    incidents,
    mutations,
    passages,
    polnear,
    re3d,
    report,
    seed_form,
    surges,
    tempeval,
    weapon_names,
)
from eval.row import HEADINGS, Row

HOW = """A claim is found when its span and a labelled one share at least half of their characters (statements: their
contents); the packs' own programs count. "Seen" sets were looked at while the rules were written; sets kept aside were
not, and their figures decide. A set that may not be shipped is read from the folder `$BENCH`; where it is missing the
line says "not run". An answer to a made sentence is right when the verdict is the expected one (`cannot_tell` and
`not_shown` both count as not checkable) and the figure lies within the case's tolerance of the expected one or that of
the other edition."""


APART: Mapping[str, Callable[[], Iterable[Row]]] = {
    "Attribution: PolNeAR": polnear.rows,
    "Dates: TempEval-3": tempeval.rows,
    "Weapons and platforms in re3d": re3d.rows,
    "Names of weapons identified": weapon_names.rows,
    "Airfields named from where flights were lost": airfields.rows,
    "Landings and take-offs from traces": flights.rows,
    "Surges: false alarms at 5 %; surges by 8 found over 4 and over 8 weeks": surges.rows,
    "Incidents grouped to events": incidents.rows,
    "Bundles that somebody changed": mutations.rows,
}
"""The sections that can be measured one by one, in the order of the page; each by the first words of its title."""

_LAST = "Answers to made sentences"


def main(words: Sequence[str] = ()) -> int:
    """Measure, print, write the page; 1 where a made sentence is answered wrongly.

    With words only the sections whose titles begin so are measured, and put into the page as it is.
    """
    if words:
        renew([title for title in APART if title.lower().startswith(tuple(word.lower() for word in words))])
        return 0
    data, pack, cases = (report.shared(f) for f in ("data/sipri", "packs/reading-dev", "packs/checks-dev"))
    if data is None or pack is None or cases is None:
        sys.stdout.write("eval skipped: the labelled sets or the real data are not beside this checkout\n")
        return 0
    parts = ["## The founding article, full labels", _table(seed_form.rows(pack / "seed"))]
    for title, rows in passages.all_rows(pack):
        parts += [f"## Claims read: {title}", _table(rows)]
    for title, measured in APART.items():
        parts += [f"## {title}", _table(measured())]
    right, told = answers.measured(cases, data.parent)
    report.publish("evaluation.md", "Evaluation", HOW, [*parts, f"## {_LAST}", *told])
    return int(not right)


def renew(titles: Sequence[str]) -> None:
    """Measure some sections anew and put each into its place in the page, with the day where it is another."""
    sections = report.sections("evaluation.md")
    order = [*APART, _LAST]
    for title in titles:
        new = [_table(APART[title]()), *report.apart(sections[0][1])]
        after = order[order.index(title) + 1 :]
        kept = [(name, text) for name, text in sections if name != title]
        at = next((place for place, (name, _) in enumerate(kept) if name in after), len(kept))
        sections = [*kept[:at], (title, "\n\n".join(new)), *kept[at:]]
    report.write("evaluation.md", sections)


def _table(rows: Iterable[Row]) -> str:
    return report.table(HEADINGS, [row.cells for row in rows])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
