"""What `armstrace verify` says of a case and of a bundle."""

from pathlib import Path

from armstrace.desk.bundles.check import NOT_VERIFIED, BundleReport, Trust, verify_bundle
from armstrace.desk.cli.show import as_json, line, plain
from armstrace.desk.cli.taking import finish
from armstrace.desk.verify import VerifyReport
from armstrace.engine.choose import processors


def tell_case(report: VerifyReport, *, json: bool) -> None:
    """Say what verifying a case showed."""
    if json:
        as_json(report.as_json())
    else:
        line(f"ledger: {report.lines} lines, {plain(report.chain)}; head {report.head}")
        line(f"exhibits: {report.exhibits} re-read, {len(report.damaged)} not as they were received")
        line(f"tables: {report.rebuilt} rebuilt, {len(report.differing)} not as the ledger has them")
        for problem in (*report.damaged, *report.differing):
            line(f"[red]{plain(problem)}[/]")
        for name in report.unlisted:
            line(f"no line of the ledger knows this file, custody is not touched: {plain(name)}")
        for remark in (*report.changed_readers, *report.unread):
            line(f"`armstrace read` brings this up to date, custody is not touched: {plain(remark)}")
        for gone in report.missing:
            line(f"kept once and not there now: {plain(gone)}")
        for changed in report.stale:
            line(f"kept, and what it rests on is not as it was then; custody is not touched: {plain(changed)}")
    finish(whole=not (report.unlisted or report.missing), code=0 if report.ok else 4)


def verified(path: Path, trust: tuple[str, Path | None, bool], *, json: bool) -> None:
    """Verify a bundle and say what that showed."""
    report = verify_bundle(path, Trust(*trust), workers=processors())
    if json:
        as_json(report.as_json())
    else:
        _tell_bundle(report)
    finish(whole=report.stamped != NOT_VERIFIED, code=0 if report.ok else 4)


def _tell_bundle(report: BundleReport) -> None:
    line(f"files: {report.files} hashed, {len(report.damaged)} not as they were packed")
    line(f"ledger: {report.lines} lines, {plain(report.chain)}; head {report.head}")
    line(f"tagmanifest-sha256.txt: {report.tag_manifest_sha256 or 'missing'}")
    line(f"time: {plain(report.stamped)}")
    line(f"exhibits: {report.exhibits} here, {report.by_hash_alone} by their hash alone")
    line(f"done again: {report.rebuilt} exhibits read, {report.findings} findings; {len(report.differing)} differ")
    for problem in (*report.damaged, *report.broken, *report.differing):
        line(f"[red]{plain(problem)}[/]")
    for told in report.changed:
        line(f"a reader or a library changed, custody is not touched: {plain(told)}")
    for told in report.open:
        line(f"not done again: {plain(told)}")
    for told in report.remarks:
        line(plain(told))
