"""Evidence made by hand for tests of the chain: states and weapons are real, what happens between them is not."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from armstrace.chain.model import Asked, Chain, Evidence, Hop, PlacementJudgement, Rung, RungState
from armstrace.events.grouping import group
from armstrace.records.claims import (
    FlightClaim,
    QuantityClaim,
    StatementClaim,
    TradeClaim,
    TreatyClaim,
    WeaponUseClaim,
)
from armstrace.records.decisions import Decision, Reply
from armstrace.records.findings import Finding, Reading
from armstrace.records.kinds import Flow, Incident, Remnant, Transfer
from armstrace.records.supply import Licence, Report, Supply
from armstrace.records.surges import Surge
from armstrace.records.values import Count, Tiv, When
from armstrace.records.verdicts import Verdict
from incidents_by_hand import incident

Made = TypeVar("Made")
HOP = Hop(1, "ISR", "AZE", "system")
DAYS = "2020-10-27/2020-10-28"


def made(kind: type[Made], number: str | int, /, **said: Any) -> Made:
    """Make a record; what is not said is "" or, where no text is kept, None. Dates may be given as words."""
    optional = {field.name: None for field in fields(kind) if field.type is not str}  # type: ignore[arg-type]
    texts = {field.name: "" for field in fields(kind) if field.type is str}  # type: ignore[arg-type]
    name = str(getattr(kind, "KIND", "record"))
    base = {"key": f"{name}:{number}", "exhibit": "ab" * 32, "place": f"row={number}", "register": "made"}
    known = {key: value for key, value in base.items() if key in texts}
    when = {key: _when(value) if key in optional else value for key, value in said.items()}
    return kind(**(texts | optional | known | when))


def _when(value: Any) -> Any:
    return When.read(value) if isinstance(value, str) else value


def row(number: str | int, /, designation: str = "Lynx MRL", delivered: str | None = "2006", **said: Any) -> Transfer:
    """A row of a register, from Israel to Azerbaijan unless said otherwise."""
    base: dict[str, Any] = {
        "supplier": "ISR", "recipient": "AZE", "register": "sipri_deliveries", "designation": designation,
        "number_delivered": Count(6, 6), "delivered": delivered,
    }  # fmt: skip
    return made(Transfer, number, **(base | said))


def flow(number: str | int, /, year: int = 2016, value: float = 12.0, **said: Any) -> Flow:
    """A yearly aggregate, from Israel to Azerbaijan unless said otherwise."""
    tiv = Tiv(value, value, value, str(value))
    base = {"supplier": "ISR", "recipient": "AZE", "register": "sipri_tiv", "measure": "tiv_m"}
    return made(Flow, number, **(base | {"year": year, "value": tiv} | said))


def licence(number: str | int, /, act: str = "granted", date: str | None = "2015-03-01", **said: Any) -> Licence:
    """An act on a licence, Israel's for Azerbaijan unless said otherwise."""
    base = {"issuer": "ISR", "issuer_printed": "Israel", "supplier": "ISR", "recipient": "AZE"}
    return made(Licence, number, **(base | {"act": act, "date": date, "origin": "Invented Gazette"} | said))


def supply(number: str | int, /, what: str, when: str | None = "2016", **said: Any) -> Supply:
    """A fact of the supply side, from Israel to Azerbaijan unless said otherwise."""
    base = {"supplier": "ISR", "recipient": "AZE", "designation": "Lynx MRL", "origin": "Invented Watch"}
    return made(Supply, number, **(base | {"what": what, "when": when} | said))


def report(number: str | int, /, direction: str, year: int = 2016, **said: Any) -> Report:
    """A line of a state's report, Israel's on Azerbaijan unless said otherwise."""
    base = {
        "reporter": "ISR",
        "reporter_printed": "Israel",
        "partner": "AZE",
        "status": "reported",
        "register": "unroca",
    }
    measure = "licences" if direction == "licence" else "items"
    return made(Report, number, **(base | {"direction": direction, "year": year, "measure": measure} | said))


def use(number: str | int, /, when: str = "2020-10-27", **said: Any) -> Incident:
    """A use of LAR-160 rockets by Azerbaijan at Barda, unless said otherwise; what happens is invented."""
    base: dict[str, Any] = {
        "place_printed": "Barda", "actor": "AZE", "actor_printed": "Azerbaijani forces", "weapon": "lar-160",
        "weapon_printed": "LAR-160 rockets", "origin": "Human Rights Watch",
    }  # fmt: skip
    return incident(str(number), when, **(base | said))


def decision(number: str | int, /, act: str, date: str | None = "2021-06-01", **said: Any) -> Decision:
    """A decision on the use by Azerbaijan at Barda, unless said otherwise."""
    base = {
        "body": "Invented Court", "body_kind": "international_court", "subject": "use", "about": "AZE",
        "where": "Barda", "outcome": "as invented for a test", "norm": "the law of war",
    }  # fmt: skip
    return made(Decision, number, **(base | {"act": act, "date": date, "public": date} | said))


def remnant(number: str | int, /, **said: Any) -> Remnant:
    """A remnant of a LAR-160 rocket."""
    base = {"identified_as": "LAR-160 rocket", "identified_by": "Invented Expert", "place_printed": "Barda"}
    return made(Remnant, number, **(base | {"found": "2020-10-28"} | said))


def reply(number: str | int, /, **said: Any) -> Reply:
    """A reply."""
    base = {"party": "AZE", "party_printed": "Azerbaijan", "put_to": "the ministry", "put": "2021-01-02"}
    return made(Reply, number, **(base | {"outcome": "silent"} | said))


def surge(**said: Any) -> Surge:
    """A surge of flights from Ovda by an operator of Azerbaijan."""
    values: dict[str, Any] = {field.name: None for field in fields(Surge)}
    values |= {field.name: () for field in fields(Surge) if "tuple" in str(field.type)}
    values |= {"series": "Silk Way at Ovda", "operator": "Silk Way Airlines", "airfield": "LLOV", "origin": ""}
    return Surge(**(values | {"told": "surge", "typecode": "", "motion": "landing"} | said))


def finding(claim: Any, verdict: Verdict = Verdict.SUPPORTED, records: Sequence[str] = (), **slots: Verdict) -> Finding:
    """A finding on a claim, resting on records."""
    readings = (Reading(edition="made", value=1.0, records=tuple(records)),)
    return Finding(
        claim=claim, check="made", method="checks.made@1", verdict=verdict, reason="", readings=readings, slots=slots
    )


def share(start: int = 0, **said: Any) -> QuantityClaim:
    """A claim of a share of imports."""
    base: dict[str, Any] = {"measure": "share_of_imports", "value": 60.0, "subject": "ISR", "object": "AZE"}
    return QuantityClaim(**(base | {"start": start, "end": start + 9, "text": "60 percent of arms imports"} | said))


def trade(**said: Any) -> TradeClaim:
    """A claim of a transfer."""
    base: dict[str, Any] = {"supplier": "ISR", "recipient": "AZE", "commodity": "rockets", "start": 20, "end": 40}
    return TradeClaim(**(base | {"text": "Israel supplied rockets"} | said))


def text_of_use(**said: Any) -> WeaponUseClaim:
    """A text's claim of the use of LAR-160 rockets at Barda."""
    base: dict[str, Any] = {
        "weapon": "LAR-160 rockets", "weapon_class": "cluster_munition", "actor": "AZE", "place": "Barda", "start": 50,
        "end": 90, "text": "Azerbaijan fired LAR-160 rockets at Barda", "date": When.read("2020-10-27"),
        "source": "Amnesty International",
    }  # fmt: skip
    return WeaponUseClaim(**(base | said))


def treaty(state: str) -> TreatyClaim:
    """A text's claim of a state's standing towards a treaty, one of several in a sentence."""
    return TreatyClaim(
        start=100, end=130, text="Neither is a signatory", state=state, treaty="Convention on Cluster Munitions",
        treaty_id="CCM-2008", claimed_status="not_signatory", polarity="negative", sentence=(100, 160),
    )  # fmt: skip


def flight(**said: Any) -> FlightClaim:
    """A text's claim of flights."""
    base: dict[str, Any] = {"start": 200, "end": 230, "text": "Silk Way flew from Ovda to Baku", "origin": "Ovda"}
    return FlightClaim(**(base | {"destination": "Baku", "operator": "Silk Way Airlines"} | said))


def charge(**said: Any) -> StatementClaim:
    """A text's words of somebody who charges a state."""
    base: dict[str, Any] = {
        "start": 300,
        "end": 330,
        "text": "Israel aided and abetted genocide",
        "content": ((300, 330),),
    }
    return StatementClaim(**(base | {"speaker": "Foreign Ministry of Armenia"} | said))


def judgement(number: int, act: str, key: str, rung: Rung, **said: Any) -> PlacementJudgement:
    """A signed judgement."""
    base: dict[str, Any] = dict.fromkeys(("explanation", "chain", "words", "origin"), "")
    base |= {"hop": None, "why": "read by me", "by": "p-1", "at": "2026-11-23T00:00:00Z"}
    return PlacementJudgement(number=number, act=act, key=key, rung=rung, **(base | said))


def asked(**said: Any) -> Asked:
    """The question: Israel to Azerbaijan, used at Barda on 27 and 28 October 2020, the opponent Armenia."""
    base: dict[str, Any] = {"hops": (HOP,), "place": "Barda", "when": When.read(DAYS), "opponents": ("ARM",)}
    return Asked(**(base | said))


def evidence(*found: Any, grouped: bool = True, **said: Any) -> Evidence:
    """Sort records, findings, surges and judgements of any kind into evidence; incidents are grouped into events."""
    kinds: dict[str, list[Any]] = {}
    for each in found:
        kinds.setdefault(_FIELDS[type(each)], []).append(each)
    incidents = kinds.pop("incidents", [])
    rows = kinds.get("transfers", [])
    of_type: Callable[[str], Sequence[Transfer]] = lambda _: rows  # noqa: E731  # one field of a dataclass
    base: dict[str, Any] = {
        "incidents": {each.key: each for each in incidents},
        "events": group(incidents, ()).events if grouped else (),
        "of_type": of_type,
    }
    return Evidence(**(base | kinds | said))


_FIELDS: dict[type, str] = {
    Transfer: "transfers", Flow: "flows", Licence: "licences", Supply: "supplies", Report: "reports",
    Incident: "incidents", Remnant: "remnants", Decision: "decisions", Reply: "replies", Finding: "findings",
    Surge: "surges", PlacementJudgement: "judgements",
}  # fmt: skip


def state(chain: Chain, rung: Rung, hop: int | None = None) -> RungState:
    """Give one rung; of the first hop where it is asked per hop."""
    number = (hop or 1) if rung.per_hop else None
    return next(each for each in chain.rungs if (each.rung, each.hop) == (rung, number))


def keys(found: RungState) -> list[str]:
    """Give the keys of what stands on a rung."""
    return [each.key for each in found.placements]
