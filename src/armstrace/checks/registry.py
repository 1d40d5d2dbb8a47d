"""Finding the check for a claim; a module here with `NAME`, `accepts` and `check` is a check."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol, cast

import armstrace.checks
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check stands on: the case's tables, the day the text was published, and each source's limits."""

    tables: Tables
    published: date
    limits: Callable[[str], tuple[str, ...]]


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


@cache
def checks() -> Mapping[str, Check]:
    """Give every check by name: the modules of this package, then those of installed plug-ins."""
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(armstrace.checks.__path__):
        loaded = import_module(f"armstrace.checks.{module.name}")
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = cast("Check", loaded)
    for point in entry_points(group="armstrace.checks"):
        plugin = cast("Check", point.load())
        found.setdefault(plugin.NAME, plugin)
    return found


def check_for(claim: Claim) -> Check | None:
    """Give the check that answers a claim, None where there is none."""
    return next((check for check in checks().values() if check.accepts(claim)), None)


def run(claims: Iterable[Claim], ground: Ground) -> Iterator[Finding]:
    """Check claims one by one; a claim that no check answers gives no finding (see unanswered)."""
    for claim in claims:
        check = check_for(claim)
        if check is not None:
            yield as_meant(check.check(claim, ground))


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


def unanswered(claims: Iterable[Claim]) -> list[tuple[Claim, str]]:
    """Give the claims that no check answers, each with the reason."""
    reason = "No check of armstrace answers claims of this kind yet."
    return [(claim, reason) for claim in claims if check_for(claim) is None]


def method_notes() -> dict[str, str]:
    """Give each check's method note by name."""
    return {name: (check.check.__doc__ or "").strip() for name, check in checks().items()}
