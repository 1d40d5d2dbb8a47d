"""Measure the quality of reading and checking and write docs/evaluation.md: python -m eval.run."""

import sys

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
from eval.row import HEADINGS

HOW = """A claim is found when its span and a labelled one share at least half of their characters (statements: their
contents); the packs' own programs count. "Seen" sets were looked at while the rules were written; sets kept aside were
not, and their figures decide. A set that may not be shipped is read from the folder `$BENCH`; where it is missing the
line says "not run". An answer to a made sentence is right when the verdict is the expected one (`cannot_tell` and
`not_shown` both count as not checkable) and the figure lies within the case's tolerance of the expected one or that of
the other edition."""


def main() -> int:
    """Measure, print, write the page; 1 where a made sentence is answered wrongly."""
    data, pack, cases = (report.shared(f) for f in ("data/sipri", "packs/reading-dev", "packs/checks-dev"))
    if data is None or pack is None or cases is None:
        sys.stdout.write("eval skipped: the labelled sets or the real data are not beside this checkout\n")
        return 0
    parts = [
        "## The founding article, full labels",
        report.table(HEADINGS, [r.cells for r in seed_form.rows(pack / "seed")]),
    ]
    for title, rows in passages.all_rows(pack):
        parts += [f"## Claims read: {title}", report.table(HEADINGS, [row.cells for row in rows])]
    parts += ["## Attribution: PolNeAR", report.table(HEADINGS, [row.cells for row in polnear.rows()])]
    parts += ["## Dates: TempEval-3", report.table(HEADINGS, [row.cells for row in tempeval.rows()])]
    parts += ["## Weapons and platforms in re3d", report.table(HEADINGS, [row.cells for row in re3d.rows()])]
    parts += ["## Names of weapons identified", report.table(HEADINGS, [row.cells for row in weapon_names.rows()])]
    parts += [
        "## Airfields named from where flights were lost",
        report.table(HEADINGS, [r.cells for r in airfields.rows()]),
    ]
    parts += ["## Landings and take-offs from traces", report.table(HEADINGS, [row.cells for row in flights.rows()])]
    parts += [
        "## Surges: false alarms at 5 %; surges by 8 found over 4 and over 8 weeks",
        report.table(HEADINGS, [row.cells for row in surges.rows()]),
    ]
    parts += ["## Incidents grouped to events", report.table(HEADINGS, [row.cells for row in incidents.rows()])]
    parts += ["## Bundles that somebody changed", report.table(HEADINGS, [row.cells for row in mutations.rows()])]
    right, told = answers.measured(cases, data.parent)
    report.publish("evaluation.md", "Evaluation", HOW, [*parts, "## Answers to made sentences", *told])
    return int(not right)


if __name__ == "__main__":
    sys.exit(main())
