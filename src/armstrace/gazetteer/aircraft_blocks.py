"""Whose state and whether soldiers': what the 24-bit address of an aircraft says by the block it lies in.

Blocks of addresses are allotted to states (ICAO Annex 10, volume III, table 9-1); states set parts of theirs aside for
their forces, which nobody publishes: data/aircraft_blocks.csv keeps those that public lists name and where at least
80 % of the aircraft that tar1090-db knew in April 2026 were flagged military. An address is what the transponder is set
to: it can be wrong, old or made up, and an address outside these blocks may well be a soldier's.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from armstrace.gazetteer.shipped_tables import shipped_rows

_HEX = re.compile(r"[0-9a-fA-F]{6}")

Block = tuple[int, int, str]


@cache
def _blocks() -> Mapping[str, tuple[Block, ...]]:
    """Give the blocks in order, those of states under "" and those of forces under "yes"; none overlaps its like."""
    found: dict[str, list[Block]] = {"": [], "yes": []}
    for row in shipped_rows("aircraft_blocks.csv"):
        found[row["military"]].append((int(row["first"], 16), int(row["last"], 16), row["state"]))
    return MappingProxyType({kind: tuple(sorted(blocks)) for kind, blocks in found.items()})


def _block(address: str, kind: str) -> Block | None:
    if not _HEX.fullmatch(address):
        return None
    number, blocks = int(address, 16), _blocks()[kind]
    at = bisect_right(blocks, number, key=lambda block: block[0]) - 1
    return blocks[at] if at >= 0 and number <= blocks[at][1] else None


def state_of_hex(address: str) -> str:
    """Give the code of the state whose block an address lies in; "" for none, and for "~" (not an ICAO address).

    >>> state_of_hex("600866"), state_of_hex("738A01"), state_of_hex("~600866"), state_of_hex("ffffff")
    ('AZE', 'ISR', '', '')
    """
    found = _block(address, "")
    return found[2] if found else ""


def is_military_hex(address: str) -> bool:
    """Tell whether an address lies in a block that a state has set aside for its forces.

    >>> is_military_hex("ae01c5"), is_military_hex("738a01"), is_military_hex("600866")
    (True, True, False)
    """
    return _block(address, "yes") is not None
