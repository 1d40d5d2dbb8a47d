"""Make gazetteer/data/field_towns.csv.gz: python docs/build_field_towns.py AIRPORTS.csv.gz [TARGET].

Which town each field for land planes of data/runway_fields.csv.gz serves or lies in, as OurAirports says (public
domain, https://ourairports.com/data/). The table says so of one edition; that a field serves a town makes it no more
likely that a flight landed there.
"""

import csv
import gzip
import sys
from io import StringIO
from pathlib import Path

from armstrace.gazetteer.runway_fields import edition, runway_fields

TARGET = Path(__file__).parents[1] / "src/armstrace/gazetteer/data/field_towns.csv.gz"


def main() -> int:
    """Write the table; the first line says the edition."""
    printed = gzip.decompress(Path(sys.argv[1]).read_bytes()).decode("utf-8")
    towns = {row["ident"]: " ".join(row["municipality"].split()) for row in csv.DictReader(StringIO(printed))}
    made = StringIO()
    made.write(f"# {edition()}\n")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("ident", "town"))
    named = [(field.ident, towns.get(field.ident, "")) for field in runway_fields() if field.kind == "land"]
    writer.writerows(row for row in named if row[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET
    # without name and time the same tables give the same bytes
    target.write_bytes(gzip.compress(made.getvalue().encode("utf-8"), 9, mtime=0))
    sys.stdout.write(f"{made.getvalue().count(chr(10)) - 2} fields written to {target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
