"""A state's standing towards treaties on a day, from the shipped facts and any tables besides."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from armstrace.checks.treaties.acts import Standing, standings
from armstrace.desk.intake import Case
from armstrace.gazetteer.treaties import treaties, treaty, treaty_id_of
from armstrace.records.errors import CaseError


def known_treaty(text: str) -> str:
    """Give the id of a treaty named on the command line; "" for "".

    Raises:
        CaseError: no such treaty is known.
    """
    treaty_id = treaty_id_of(text) if text else ""
    if treaty_id is None:
        raise CaseError(
            f"{text!r} is not a treaty that armstrace knows.", where="--treaty", todo="Use an id such as CCM-2008."
        )
    return treaty_id


def treaty_rows(case: Case, state: str, on: date | None, treaty_id: str) -> list[dict[str, Any]]:
    """Give one row per treaty and table; `on` is today if None, `treaty_id` "" for all that the tables are about."""
    day = on or datetime.now(UTC).date()
    about = case.tables.ask("SELECT DISTINCT treaty FROM edition WHERE treaty <> '' ORDER BY 1")
    return [
        _row(each, state, day, standing)
        for each in ([treaty_id] if treaty_id else [row[0] for row in about])
        for standing in standings(case.tables, each, state, day)
    ]


def without_table(treaty_id: str) -> str:
    """Say that no table here is about a treaty, and who keeps the acts of states towards it."""
    known = treaty(treaty_id)
    return f"No table of the {known.name} is here. Depositary: {known.depositary}; see {known.page}."


def treaties_explained(ids: Iterable[str]) -> str:
    """Say which treaties ids stand for, and what the least telling of the words for a standing means."""
    names = dict.fromkeys(ids)
    told = "; ".join(f"{each}: {known.name}" for each in names if (known := treaties().get(each)))
    return f"{told}. neither: neither signed nor joined, as far as the table knows."


def _row(treaty_id: str, state: str, day: date, standing: Standing) -> dict[str, Any]:
    dates = {name: getattr(standing, name) for name in ("signature", "consent", "in_force", "withdrawal", "as_of")}
    told = {name: when.edtf if when else None for name, when in dates.items()}
    return {
        "treaty": treaty_id,
        "state": state,
        "on": day.isoformat(),
        "status": _status(standing),
        "signature": told["signature"],
        "consent": told["consent"],
        "how": standing.how,
        "in_force": told["in_force"],
        "withdrawal": told["withdrawal"],
        "as_of": told["as_of"],
        "table": standing.edition,
    }


def _status(standing: Standing) -> str:
    """Say where a state stood: the strongest act that had taken effect."""
    if standing.left:
        return "withdrawn"
    if standing.force:
        return "in force for it"
    if standing.bound:
        return "consented, not yet in force for it"
    if standing.applied:
        return "provisionally applied"
    if standing.bound is None:
        return f"unknown after {standing.as_of.edtf}" if standing.as_of and not standing.covers else "cannot tell"
    return {True: "signatory", False: "neither", None: "cannot tell"}[standing.signed]
