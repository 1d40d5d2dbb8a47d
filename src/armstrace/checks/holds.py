"""Check: that a state holds a weapon, against what registers say it was delivered before."""

from dataclasses import replace

from armstrace.checks.holdings import Held, held
from armstrace.checks.registry import Ground
from armstrace.checks.told_slots import SILENT, UNKNOWN, YES, listed
from armstrace.events.munitions import Weapon, made_in, named_weapon
from armstrace.gazetteer.states import display, states
from armstrace.records.claims import Claim, HoldingClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict

NAME = "holds"
VERSION = 1
LIMITS = (
    "A register lists deliveries: what was scrapped, lost, sold on or captured since is not in it.",
    "SIPRI compiles from UNROCA, companies and the press: it is one origin, and none beside what it compiles from.",
    "That somebody holds a weapon shows no use of it, the less where others hold it too.",
    "Own production, and what came before the edition's first year, is mostly not in a register of transfers.",
)


def accepts(claim: Claim) -> bool:
    """Answer claims that a state has a weapon of a name."""
    return isinstance(claim, HoldingClaim)


def check(claim: HoldingClaim, ground: Ground) -> Finding:
    """Look for deliveries of the weapon to the state up to the year the text speaks of, else that of publication.

    Supported where a register lists a delivery by then: it shows that the state received the weapon, not that it
    still held it, nor which of its forces did. Where none is listed it is "not shown": registers of transfers know
    little of captured stock, so a sentence that denies a holding is contradicted by a delivery and never supported
    by silence. Silence is no answer at all, "cannot tell", of a state that makes the weapon itself or shared the
    stocks of one that is no more, of one that the register was not exported for, and of years after its last. A
    munition is held by whoever has its launchers. Other holders, the opponent included, are always listed.
    """
    base = Finding(
        claim=claim,
        check=NAME,
        method=f"checks.{NAME}@{VERSION}",
        verdict=UNKNOWN,
        reason="",
        limits=LIMITS,
    )
    weapon = named_weapon(claim.weapon, claim.weapon_class.replace("_", " "), claim.state), claim.weapon
    until = claim.as_of.latest.year if claim.as_of and claim.as_of.latest else ground.published.year
    found = held(weapon, ground, until)
    if found is None:
        return replace(base, reason=f"No register here lists deliveries of {claim.weapon} to anybody up to {until}.")
    return _answer(base, claim, found, (weapon, until))


def _answer(base: Finding, claim: HoldingClaim, found: Held, asked: tuple[Weapon, int]) -> Finding:
    weapon, until = asked
    rows = found.of(claim.state)
    who = display(claim.state)
    silent = "" if rows else _not_covered(claim, found, weapon, until)
    if rows:
        told = f"{who} was delivered {found.words(claim.state)}"
    else:
        told = f"No delivery of {claim.weapon} to {who} from {found.edition.first} up to {until} is recorded"
    others = [display(code) for code in found.recipients if code != claim.state]
    also = f"Others were delivered it too: {listed(others)}." if others else "No other recipient is listed."
    verdict = UNKNOWN if silent else _verdict(bool(rows), negated=claim.negated)
    return replace(
        base,
        verdict=verdict,
        reason=" ".join(filter(None, (f"{told} ({found.edition.label}).", silent, also))),
        readings=(Reading(edition=found.edition.label, value=told, records=tuple(row.key for row in rows)),),
        slots={"state": verdict, "weapon": verdict},
        parts={"other holders": found.parts([claim.state])},
        sql=found.sql,
    )


def _not_covered(claim: HoldingClaim, found: Held, weapon: Weapon, until: int) -> str:
    """Say why a register's silence on a state's holding is no answer, "" where it is one."""
    who, edition = display(claim.state), found.edition
    makers = made_in(weapon)
    if claim.state in makers:
        return f"{who} makes it: a register of transfers does not list what is made at home."
    for maker in sorted(makers & set(states())):
        if claim.state in states()[maker].successors:
            return f"{display(maker)} made it, whose stocks {who} shared: no register of transfers lists these."
    if not edition.asked_of((), (claim.state,)):
        return f"It was not exported for all deliveries to {who}, so that its silence tells nothing."
    if edition.last < until - 1:
        return f"It ends with {edition.last}: what came later is not in it."
    return ""


def _verdict(delivered: bool, *, negated: bool) -> Verdict:
    if not delivered:
        return SILENT
    return Verdict.CONTRADICTED if negated else YES
