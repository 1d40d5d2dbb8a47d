"""A test class for the checks of a plug-in, to be run by pytest."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from armstrace.checks.plugged import admit
from armstrace.checks.registry import Ground
from armstrace.desk.private_case import temporary_case
from armstrace.plug_ins.found import CHECKS, PlugIn
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding, finding_json
from armstrace.records.verdicts import Verdict
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import Tables
from armstrace.testing.failing import hold

_SILENT = (Verdict.CANNOT_TELL, Verdict.NOT_SHOWN)
_STRANGE = QuantityClaim(start=0, end=11, text="nine whales", measure="whales", value=9.0)


class CheckTests:
    """Name your module, claims it answers, and the files they are held against, in a subclass called Test...

    class TestPort(CheckTests):
        check = my_package.port
        claims = (QuantityClaim(...),)
        files = (Path(__file__).parent / "register.csv",)
    """

    check: ClassVar[Any]
    claims: ClassVar[Sequence[Claim]]
    files: ClassVar[Sequence[Path]] = ()
    published: ClassVar[date] = date(2024, 1, 1)

    def _findings(self, files: Sequence[Path]) -> list[Finding]:
        module = type(self).check
        with temporary_case() as case:
            for path in files:
                case.read(case.add(path))
            ground = Ground(case.tables, type(self).published, source_limits)
            return [module.check(claim, ground) for claim in type(self).claims]

    def test_it_is_admitted(self) -> None:
        """Armstrace would take it in as a plug-in."""
        made = admit(type(self).check, PlugIn(CHECKS, "tried", "tried", "1", ""))
        hold(
            len((type(self).check.check.__doc__ or "").split()) > 15,
            "its method note says too little of how it decides",
        )
        hold(made.RANK >= 10, "it would go before armstrace's own checks")

    def test_it_takes_its_own_claims_and_leaves_others(self) -> None:
        """`accepts` says yes to the claims named, and no to one of whales."""
        hold(type(self).claims, "it names no claim")
        for claim in type(self).claims:
            hold(type(self).check.accepts(claim), f"it does not accept {claim.text!r}")
        hold(not type(self).check.accepts(_STRANGE), "it accepts a claim of a kind that nobody knows")

    def test_the_same_records_give_the_same_answer(self) -> None:
        """Twice the same findings, word for word."""
        first, second = (list(map(finding_json, self._findings(type(self).files))) for _ in range(2))
        hold(first == second, "asking again gives another finding")

    def test_a_verdict_names_its_records(self) -> None:
        """A verdict that says something rests on rows that are there, and a figure comes with its SQL."""
        with temporary_case() as case:
            for path in type(self).files:
                case.read(case.add(path))
            ground = Ground(case.tables, type(self).published, source_limits)
            for claim in type(self).claims:
                _rests(type(self).check.check(claim, ground), case.tables)

    def test_without_records_nothing_is_claimed(self) -> None:
        """Where the case has nothing of it, it cannot tell or has nothing shown."""
        for finding in self._findings(()):
            hold(finding.verdict in _SILENT, f"without any record it says {finding.verdict.value}: {finding.reason}")


def _rests(finding: Finding, tables: Tables) -> None:
    hold(finding.reason.strip(), "a finding says its reason")
    if finding.verdict in _SILENT:
        return
    hold(finding.records, f"{finding.verdict.value}, and no record is named")
    missing = [key for key in finding.records if tables.row(key) is None]
    hold(not missing, f"records that are not there: {missing[:3]}")
    hold(finding.limits, "a verdict comes with what it cannot show")
    if isinstance(finding.figure, int | float):
        hold(finding.sql.strip(), "a figure comes with the SQL that gives it again")
