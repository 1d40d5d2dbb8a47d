"""Whose words change when they leave the case: found once for all incidents, by the few words that can change."""

from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa

from armstrace.records.kinds import Incident
from armstrace.records.leaving import MAY_TELL_A_POSITION, TEXTS, without_addresses, without_positions
from armstrace.tables.by_place import ByPlace

POSITIONS, ADDRESSES_BESIDE, ADDRESSES = 1, 2, 4
"""That positions leave the words of a recent incident, that addresses do after them, that addresses do of another."""
# what the database can tell quickly: each of the patterns of what is left out has one of these in it (a test holds both
# against each other)
_A_POSITION = r"\p{Nd}[.,]\p{Nd}{2}|[°º+]|///|\p{Nd}.?[C-X].?[A-HJ-NP-Z]{2}.?\p{Nd}"
_A_STREET = r"street|avenue|road|lane|boulevard|square|str\.|st\.|ave\.|blvd|prospekt|küçəsi|poghota|улица|ул\."
_A_PLATE = r"\p{Nd}{2}[ -]?[A-Z]{2}[ -]?\p{Nd}{3}|[A-Z]{2}[ -]?\p{Nd}{4}[ -]?[A-Z]{2}"
MAY_CHANGE = rf"(?s){_A_POSITION}|{_A_PLATE}|(?i:{_A_STREET})"


def masked(placed: ByPlace[Incident]) -> pa.Table:
    """Give the incidents of which something would be left out, with the sum of what."""
    found: dict[str, int] = defaultdict(int)
    for column in dict.fromkeys((*MAY_TELL_A_POSITION, *TEXTS)):
        words = placed.ask(f"SELECT DISTINCT {column} FROM placed WHERE regexp_matches({column}, ?)", [MAY_CHANGE])
        changed = {each: bits for (each,) in words if (bits := _bits(column, each))}
        for key, bits in _having(placed, column, changed):
            found[key] |= bits
    return pa.table({"key": pa.array(found.keys(), pa.string()), "bits": pa.array(found.values(), pa.int8())})


def _bits(column: str, said: str) -> int:
    """Tell what is left out of some words of a column; the text of a recent incident stays behind as a whole."""
    bits = ADDRESSES if column in TEXTS and without_addresses(said) != said else 0
    if column == "text":
        return bits
    bare = without_positions(said)
    bits |= POSITIONS if bare != said else 0
    return bits | (ADDRESSES_BESIDE if column in TEXTS and without_addresses(bare) != bare else 0)


def _having(placed: ByPlace[Incident], column: str, changed: dict[str, int]) -> Iterable[tuple[str, int]]:
    if not changed:
        return ()
    words = pa.table({"said": pa.array(changed.keys(), pa.string()), "bits": pa.array(changed.values(), pa.int8())})
    placed.beside("changed", words)
    rows = placed.ask(f"SELECT key, bits FROM placed JOIN changed ON {column} = said")
    return [(str(key), int(bits)) for key, bits in rows]
