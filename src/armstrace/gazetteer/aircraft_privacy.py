"""Whose flights are left out: aircraft on the lists of those who asked not to be shown, and of private persons.

An aircraft is left out where its data carry the LADD or PIA flag (readsb's dbFlags 8 and 4, the lists of the United
States' aviation authority) or where a source says that its operator is a private person, unless the case names its
address and says why. What was left out is counted by reason and never named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from armstrace.records.errors import CaseError

PIA, LADD = 4, 8
REASONS: Mapping[str, str] = {
    "ladd": "the owner asked not to be shown (LADD)",
    "pia": "the address is a privacy address (PIA)",
    "private": "the operator is a private person",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The addresses that may be shown, those of them shown only because the case names them, and how many are not."""

    hexes: frozenset[str]
    named: Mapping[str, str]
    left_out: Mapping[str, int]

    @property
    def sentence(self) -> str:
        """Say what was left out, without names; "" where nothing was."""
        return "; ".join(f"{count:,} left out: {REASONS[reason]}" for reason, count in sorted(self.left_out.items()))


def why_restricted(db_flags: int, said: Iterable[str] = ()) -> tuple[str, ...]:
    """Give why an aircraft is left out: from the flags of its data, and from what identities say of it.

    >>> why_restricted(8 | 1), why_restricted(0, ["private"]), why_restricted(1)
    (('ladd',), ('private',), ())
    """
    found = {word for word in said if word in REASONS}
    if db_flags & LADD:
        found.add("ladd")
    if db_flags & PIA:
        found.add("pia")
    return tuple(sorted(found))


def shown(restricted: Mapping[str, Iterable[str]], named: Mapping[str, str]) -> Shown:
    """Part the aircraft that may be shown from those that are left out.

    Args:
        restricted: for each address why it is restricted (`why_restricted`), nothing for most.
        named: the addresses that the case names, each with its reason.

    Raises:
        CaseError: an address is named without a reason.
    """
    silent = sorted(address for address, reason in named.items() if not reason.strip())
    if silent:
        raise CaseError(
            f"{len(silent)} aircraft named without a reason: {', '.join(silent)}.",
            todo="Say beside each address why its flights are of public interest.",
        )
    wanted = {address.lower(): reason for address, reason in named.items()}
    left_out: dict[str, int] = {}
    hexes, because = set(), {}
    for address, reasons in restricted.items():
        why = sorted(reasons)
        if not why or address.lower() in wanted:
            hexes.add(address)
            if why:
                because[address] = wanted[address.lower()]
        else:
            left_out[why[0]] = left_out.get(why[0], 0) + 1
    return Shown(frozenset(hexes), because, left_out)
