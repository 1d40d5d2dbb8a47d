"""The suppliers and recipients that a case's registers know, and finding one by what somebody types."""

from collections.abc import Mapping

from armstrace.checks.editions import ALL
from armstrace.desk.search.folding import fold
from armstrace.gazetteer.states import code_of, display, states, suggest
from armstrace.records.errors import CaseError
from armstrace.tables.ask import Tables

_PARTIES = " UNION ".join(
    f"SELECT {side} FROM {kind}" for kind in ("transfer", "flow") for side in ("supplier", "recipient")
)


def parties(tables: Tables) -> dict[str, str]:
    """Give every supplier and recipient by its code, with its name, in the order of the names."""
    found = {str(code): display(str(code)) for (code,) in tables.ask(_PARTIES) if code not in {"", ALL, None}}
    return dict(sorted(found.items(), key=lambda each: fold(each[1])))


def party(known: Mapping[str, str], typed: str) -> str:
    """Find a party by its code or name, however it is spelt; "" for "".

    Raises:
        CaseError: it is neither known to the registers nor a state.
    """
    wanted = fold(typed).split()
    if not wanted:
        return ""
    for code, name in known.items():
        if wanted in (fold(code).split(), fold(name).split()):
            return code
    said = typed.strip()
    state = said.upper() if said.upper() in states() else code_of(said)
    if state:
        return state
    alike = ", ".join(suggest(typed)) or "the list has those that are known"
    raise CaseError(f"{typed!r} is no supplier or recipient that is known here.", todo=f"Did you mean {alike}?")
