"""Check: that a state holds a weapon, against what registers say it was delivered before."""

import re
from dataclasses import replace

from armstrace.checks.answers import parties
from armstrace.checks.holdings import Held, held
from armstrace.checks.registry import Ground
from armstrace.checks.told_slots import PART_OF, SILENT, UNKNOWN, YES
from armstrace.checks.unknown_names import names_in
from armstrace.events.munitions import named_weapon
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, TradeClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict

NAME = "holds"
VERSION = 1
RANK = 1
LIMITS = (
    "A register lists deliveries: what was scrapped, lost, sold on or captured since is not in it.",
    "SIPRI compiles from UNROCA, companies and the press: it is one origin beside none of them.",
    "That somebody holds a weapon shows no use of it, the less where others hold it too.",
    "Own production, and what came before the edition's first year, is mostly not in a register of transfers.",
)
_HOLDS = re.compile(
    r"\b(?:has|have|had|holds?|held|possess(?:es|ed|ing)?|owns?|owned|operates?|operated|fields?|fielded|arsenal|inventory"
    r"|stockpiles?d?|armed with|equipped with|in service)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:suppl\w+|deliver\w*|s[eo]ll\w*|sold|sales?|ship\w*|provid\w+|export\w*|import\w*|transfer\w*|bought|buy\w*"
    r"|purchas\w+|acquir\w+|receiv\w+|sent|send\w*|donat\w+|order\w*)\b",
    re.IGNORECASE,
)


def accepts(claim: Claim) -> bool:
    """Answer claims that a state has a weapon, where nobody is said to have given it."""
    if not isinstance(claim, TradeClaim) or claim.supplier or not claim.recipient:
        return False
    return bool(_HOLDS.search(claim.text)) and not _GIVEN.search(claim.text)


def check(claim: TradeClaim, ground: Ground) -> Finding:
    """Look for deliveries of the weapon to the state up to the year the text speaks of, else that of publication.

    Supported where a register lists a delivery by then: it shows that the state received the weapon, not that it still
    held it, nor which of its forces did. In part where the number or year is the register's estimate alone. Where none
    is listed it is "not shown": registers of transfers know no own production and no captured stock. Other holders,
    the opponent included, are always listed.
    """
    base = Finding(
        claim=claim,
        check=NAME,
        method=f"checks.{NAME}@{VERSION}",
        verdict=UNKNOWN,
        reason="",
        limits=LIMITS,
    )
    printed = claim.designation or next(iter(names_in(claim.commodity, claim.text)), "")
    if not printed:
        return replace(base, reason=f"\u201c{claim.commodity}\u201d names no weapon that a register could list.")
    weapon = named_weapon(printed, claim.commodity), printed
    until = claim.period.latest.year if claim.period and claim.period.latest else ground.published.year
    found = held(weapon, ground, until)
    if found is None:
        return replace(base, verdict=UNKNOWN, reason=f"No register here lists deliveries of {printed} up to {until}.")
    return _answer(base, claim, found, (printed, until))


def _answer(base: Finding, claim: TradeClaim, found: Held, asked: tuple[str, int]) -> Finding:
    printed, until = asked
    wanted = parties(claim.recipient)
    having = [code for code in wanted if found.of(code)]
    others = [code for code in found.recipients if code not in wanted]
    told = [f"{display(code)} was delivered {found.words(code)}" for code in having]
    missing = [display(code) for code in wanted if code not in having]
    if missing:
        told.append(f"no delivery of {printed} to {' and '.join(missing)} up to {until} is recorded")
    verdict = _verdict(found, wanted)
    also = (
        f" Others were delivered it too: {', '.join(map(display, others))}."
        if others
        else " No other recipient is listed."
    )
    rows = tuple(row.key for code in wanted for row in found.of(code))
    reason = "; ".join(told)
    return replace(
        base,
        verdict=UNKNOWN if claim.denied or claim.status != "asserted" else verdict,
        reason=f"{reason[0].upper()}{reason[1:]} ({found.edition.label}).{also}",
        readings=(Reading(edition=found.edition.label, value="; ".join(told), records=rows),),
        slots={"recipient": verdict, "weapon": verdict},
        parts={"other holders": found.parts(wanted)},
        sql=found.sql,
    )


def _verdict(found: Held, wanted: tuple[str, ...]) -> Verdict:
    if not all(found.of(code) for code in wanted):
        return PART_OF if any(found.of(code) for code in wanted) else SILENT
    return YES
