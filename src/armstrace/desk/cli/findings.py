"""Findings for a person at a terminal."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import line, plain, verdict, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armstrace.desk.documents.article import Checked
    from armstrace.records.findings import Finding, Part, Reading
    from armstrace.records.judgements import Judged


_KEY_SHOWN = len("finding:") + 8


def print_findings(checked: "Checked", page: Path | None, *, kept: bool = False) -> None:
    """Print each finding: verdict, words, reason, the figure by edition, what it is made of; its key where kept.

    Words that several findings are about stand once, with the findings below them.
    """
    document = checked.document
    day, count = document.published.isoformat(), len(checked.findings)
    told = f"{count} claim{'s' * (count != 1)} checked"
    line(f"[bold]{plain(document.exhibit.received_name)}[/], published {day}: {told}{_counted(checked.findings)}")
    for _, together in groupby(checked.findings, key=lambda finding: (finding.claim.start, finding.claim.end)):
        same = list(together)
        line()
        if len(same) > 1:
            line(f"\u201c{words(same[0].claim.text)}\u201d")
        for finding in same:
            _print(finding, checked.judged.get(finding.claim), quoted=len(same) > 1)
            if kept:
                line(f"  [dim]{finding.key[:_KEY_SHOWN]}[/]")
    if not checked.findings:
        line("No claim was found that a register or treaty table could answer.")
    for each in checked.left_out:
        signed = each.judgement.signed if each.judgement else ""
        line(f"left out, rejected {plain(signed)}: \u201c{words(each.claim.text)}\u201d")
    line()
    if checked.unchecked:
        read = len(checked.unchecked)
        line(f"{read} more claim{'s' * (read != 1)} read that nothing here can answer: --json and the page list them.")
    line("Claims were read by machine: check the words before you rely on them.")
    line("A verdict is about the record, not about guilt.")
    if page:
        line(f"Read it with everything behind it: [bold]{plain(str(page))}[/]")


def _counted(findings: "Sequence[Finding]") -> str:
    """Say how many findings have which verdict, the verdicts in their usual order."""
    from armstrace.records.verdicts import Verdict

    counts = [(each.value.replace("_", " "), sum(f.verdict is each for f in findings)) for each in Verdict]
    told = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f" ({told})" if told else ""


def _print(finding: "Finding", judged: "Judged | None", *, quoted: bool) -> None:
    """Print one finding; below words that are `quoted` already its reason stands beside its verdict."""
    told = plain(finding.reason) if quoted else f"\u201c{words(finding.claim.text)}\u201d"
    line(f"{verdict(finding.verdict.value)}  {told}")
    for other in finding.beside:
        line(f"  beside \u201c{words(other.text)}\u201d")
    if judged and judged.judgement:
        line(f"  [dim]{judged.state.value}, {plain(judged.judgement.signed)}[/]")
    if not quoted:
        line(f"  {plain(finding.reason)}")
    for reading in finding.readings:
        if isinstance(reading.value, float):
            line(
                f"  {reading.value:8.1f}{_bounds(reading)}  {plain(reading.edition)}" + "  estimate" * reading.estimate
            )
    for silent in _without_figure(finding):
        line(f"      no figure: {plain(silent)}")
    if "by category" in finding.parts:
        line("  [dim]what that part is made of; it is the 100 % of the next three lines:[/]")
    for heading, parts in finding.parts.items():
        told = "; ".join(_part(part, heading) for part in parts[:6])
        line(f"  [dim]{plain(heading)}: {plain(told)}[/]")


def _without_figure(finding: "Finding") -> list[str]:
    """Say why an edition that lies here stands beside none of the figures of a share."""
    from armstrace.checks.answers import LIMITS

    shares = {"import_share", "export_share"}
    return (
        [each for each in finding.limits if each not in LIMITS] if finding.check in shares and finding.readings else []
    )


def _part(part: "Part", heading: str) -> str:
    if part.unit != "percent":
        return f"{part.label} {part.value:.0f}"
    # beside another window stands who led in it; elsewhere a note is for the page
    beside = f" ({part.note})" if part.note and heading == "neighbouring windows" else ""
    return f"{part.label} {part.value:.1f} %{beside}"


def _bounds(reading: "Reading") -> str:
    """Give the bounds of a figure, where they differ from it as it is printed."""
    if reading.low is None or reading.high is None:
        return ""
    low, high = f"{reading.low:.1f}", f"{reading.high:.1f}"
    return f" ({low}\u2013{high})" if low != high else ""
