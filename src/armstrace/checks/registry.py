"""Finding the check for a claim; a module here with `NAME`, and `accepts` and `check` or `check_document`, is one."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

import armstrace.checks
from armstrace.checks.documents import CaseDocument
from armstrace.checks.plugged import admit, stamped
from armstrace.checks.recorded import Recorded
from armstrace.checks.same_words import told_together
from armstrace.gazetteer.plugged import gazetteers
from armstrace.plug_ins.found import CHECKS, admitted, alone
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check stands on: the case's tables, the day the text was published, and each source's limits.

    `own` is the document that is checked, `documents` are the other ones of the case, `recorded` its incidents.
    """

    tables: Tables
    published: date
    limits: Callable[[str], tuple[str, ...]]
    own: CaseDocument | None = None
    documents: tuple[CaseDocument, ...] = ()
    recorded: Recorded = field(default_factory=Recorded)


class Check(Protocol):
    """What a check module offers; the docstring of `check` is its method note, printed in the dossier."""

    NAME: str
    VERSION: int

    def accepts(self, claim: Claim) -> bool:
        """Say whether this check answers such a claim."""
        ...

    def check(self, claim: Claim, ground: Ground) -> Finding:
        """Answer the claim."""
        ...


class DocumentCheck(Protocol):
    """What a module offers that looks at all claims of a document together; its method note is the docstring."""

    NAME: str
    VERSION: int

    def check_document(self, claims: Sequence[Claim], ground: Ground) -> list[Finding]:
        """Give what the claims, taken together, show."""
        ...


@cache
def checks() -> Mapping[str, Check]:
    """Give every check by name: the modules of this package and its rooms, then those of installed plug-ins."""
    return {name: cast("Check", module) for name, module in _modules().items() if hasattr(module, "check")}


@cache
def document_checks() -> Mapping[str, DocumentCheck]:
    """Give every check of a whole document by name."""
    whole = {name: module for name, module in _modules().items() if hasattr(module, "check_document")}
    return {name: cast("DocumentCheck", module) for name, module in whole.items()}


@cache
def _modules() -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for module in pkgutil.walk_packages(armstrace.checks.__path__, "armstrace.checks."):
        loaded = import_module(module.name)
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = loaded
    outside = alone(admitted(CHECKS, admit), lambda each: str(each.NAME), frozenset(found))
    found |= {each.NAME: each for each in outside}
    names = [plug_in.stamp for plug_in in gazetteers()]
    return {name: stamped(module, names) for name, module in found.items()} if names else found


def check_for(claim: Claim, ground: Ground | None = None) -> Check | None:
    """Give the check that answers a claim, None where there is none.

    Several may answer one claim: those with a `RANK` go first, and one that has nothing to look in here, or nothing
    of its own on the claim, leaves it to the next.
    """
    able = [check for check in checks().values() if check.accepts(claim)]
    able.sort(key=lambda check: int(getattr(check, "RANK", 9)))
    if ground is not None and len(able) > 1:
        looking = [check for check in able if not lacking(check, ground)]
        own = [check for check in looking if not _leaves(check, claim, ground)]
        return own[0] if own else (looking or able)[-1]
    return able[0] if able else None


def _leaves(check: Check, claim: Claim, ground: Ground) -> bool:
    leaves = getattr(check, "leaves", None)
    return bool(leaves(claim, ground)) if leaves else False


def run(claims: Iterable[Claim], ground: Ground) -> Iterator[Finding]:
    """Check claims one by one; a claim that no check answers here gives no finding (see unanswered)."""
    with ground.tables.remembering():
        found = told_together(_checked(claims, ground))
    yield from found


def _checked(claims: Iterable[Claim], ground: Ground) -> Iterator[Finding]:
    for claim in claims:
        check = check_for(claim, ground)
        if check is not None and not lacking(check, ground):
            yield as_meant(check.check(claim, ground))


def lacking(check: Check, ground: Ground) -> str:
    """Say what a check would have to have for any answer at all, "" where it can look.

    A check module says so itself with a function `lacks(ground)`: without another document in the case there is
    nothing to hold a quotation against, and fifty findings that say so would hide the others.
    """
    lacks = getattr(check, "lacks", None)
    return str(lacks(ground)) if lacks else ""


def run_together(claims: Sequence[Claim], ground: Ground) -> Iterator[Finding]:
    """Check what the claims of a document show when they are taken together."""
    for check in document_checks().values():
        yield from check.check_document(claims, ground)


_OPPOSITE = {Verdict.SUPPORTED: Verdict.CONTRADICTED, Verdict.CONTRADICTED: Verdict.SUPPORTED}


def as_meant(finding: Finding) -> Finding:
    """Turn a verdict on a number into one on what the text does with it: denies it, or only supposes it."""
    polarity = getattr(finding.claim, "polarity", "positive")
    if not isinstance(finding.claim, QuantityClaim) or polarity == "positive":
        return finding
    if polarity == "negative":
        verdict, words = _OPPOSITE.get(finding.verdict, finding.verdict), "The text denies this number."
    else:
        verdict, words = Verdict.CANNOT_TELL, "The text only supposes this number; it does not state it."
    slots = dict.fromkeys(finding.slots, verdict)
    return replace(finding, verdict=verdict, slots=slots, reason=f"{words} {finding.reason}")


def unanswered(claims: Iterable[Claim], ground: Ground) -> list[tuple[Claim, str]]:
    """Give the claims that no check answers here, each with the reason."""
    found = []
    for claim in claims:
        check = check_for(claim, ground)
        reason = lacking(check, ground) if check else "No check of armstrace answers claims of this kind yet."
        if reason:
            found.append((claim, reason))
    return found


def method_notes() -> dict[str, str]:
    """Give each check's method note by name."""
    notes = {name: check.check.__doc__ for name, check in checks().items()}
    notes |= {name: check.check_document.__doc__ for name, check in document_checks().items()}
    return {name: (note or "").strip() for name, note in notes.items()}


def versions() -> dict[str, int]:
    """Give the version of each check's method by name."""
    return {name: module.VERSION for name, module in _modules().items()}
