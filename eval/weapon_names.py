"""Names of weapons identified: 200 names of losses labelled before any entry was written, and how much is known at all.

The names were drawn from Oryx's list (as kept in scarnecchia/oryx_data at a8624b47, CC BY 4.0) with
random.Random(20201027); labels stand in tests/gazetteer/oryx_labels.csv. A second draw, random.Random(27092023) from
the names not drawn before, stands in tests/gazetteer/oryx_labels_second.csv: labelled when the tables were there, by
somebody who did not look at them; only how three labels are spelt was brought in line with the tables afterwards.
"Resolved" is the labelled identity or one of the coarser ones that the label allows; any other identity is a
look-alike, and so is one for a name labelled "none".
Entries were written after the labels, by somebody who knew them: the shares of all names, and of the designations in
SIPRI's register with their descriptions, say how far the tables reach beyond the sample; those have no labels.
`python -m eval.weapon_names [--show]`.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from armstrace.gazetteer.identities.identify import identify
from armstrace.gazetteer.identities.spelling import plain
from armstrace.gazetteer.identities.tables import key_of, names_listed
from eval import report
from eval.row import Row, missing

LABELS = Path(__file__).parents[1] / "tests/gazetteer/oryx_labels.csv"
SECOND = LABELS.with_name("oryx_labels_second.csv")
ORYX = "oryx_ua_totals_by_system_wide.csv"
SIPRI = "sipri_designation_gazetteer.csv"


@dataclass(slots=True)
class Tally:
    """Counts behind the lines, and the names behind the counts."""

    resolved: int = 0
    none_right: int = 0
    lookalikes: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def measured(labels: Iterable[Mapping[str, str]]) -> Tally:
    """Compare the answers with the labels."""
    tally = Tally()
    for label in labels:
        found = identify(label["name"], suggest=False).identity
        allowed = {key for each in (label["identity"], *label["coarser"].split("|")) if each for key in meant(each)}
        if found is None:
            tally.none_right += label["identity"] == "none"
            tally.open += [label["name"]] if label["identity"] != "none" else []
        elif found.key in allowed:
            tally.resolved += 1
        else:
            tally.lookalikes.append(f"{label['name']} -> {found.name}")
    return tally


def meant(label: str) -> frozenset[str]:
    """Give the keys that a label names."""
    return names_listed()[0].get(plain(label), frozenset({key_of(label)}))


def reach(names: Counter[tuple[str, str]]) -> tuple[float, float]:
    """Give the share of names, and of rows, that lead to an identity."""
    known = {pair for pair in names if identify(pair[0], description=pair[1], suggest=False).identity is not None}
    return len(known) / len(names), sum(names[pair] for pair in known) / sum(names.values())


def rows() -> list[Row]:
    """Give the lines of the table."""
    tally = measured(rows_of(LABELS))
    named = tally.resolved + len(tally.open) + len(tally.lookalikes)
    lines = [
        Row("names of losses, labelled blind: resolved", "200", f"{tally.resolved} of {named}", "", ">= 120"),
        Row("names of losses, labelled blind: look-alikes", "200", str(len(tally.lookalikes)), "", "0"),
    ]
    later = measured(rows_of(SECOND))
    named = later.resolved + len(later.open) + len(later.lookalikes)
    lines += [
        Row("a second draw, labelled blind: resolved", "200", f"{later.resolved} of {named}", "", ">= 135"),
        Row("a second draw, labelled blind: look-alikes", "200", str(len(later.lookalikes)), "", "0"),
    ]
    folder = report.shared("data/weapons")
    if folder is None:
        return [*lines, missing("all names of losses; SIPRI's designations", "shared/data/weapons")]
    losses = Counter((re.sub(r"^\d+ ", "", row["system"]), "") for row in rows_of(folder / ORYX))
    register = Counter[tuple[str, str]]()
    for row in rows_of(folder / SIPRI):
        register[row["designation"], row["description"]] += int(row["delivery_rows"])
    for what, names in (("names of losses", losses), ("SIPRI's designations", register)):
        of_names, of_rows = reach(names)
        reached = f"{of_names:.0%} of names, {of_rows:.0%} of rows"
        lines.append(Row(f"{what}: with an identity, no labels", f"{len(names):,}", reached))
    return lines


if __name__ == "__main__":
    for each in rows():
        print(*each.cells, sep=" | ")
    if "--show" in sys.argv:
        shown = measured(rows_of(LABELS))
        print("look-alikes:", *shown.lookalikes, "not resolved:", *shown.open, sep="\n")
