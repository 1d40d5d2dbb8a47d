"""`armstrace verify`."""

from armstrace.desk.cli.options import AsJson, CaseDir


def verify(case: CaseDir = None, json: AsJson = False) -> None:
    """Re-read every exhibit, follow the ledger's chain, and rebuild the tables to compare them.

    Events are grouped again and the series of surges counted again. Ends with 4 where custody is broken, and with 3
    where a file lies among the exhibits that nobody listed, or a result that was kept is gone.
    """
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.verify import verify_folder

    report = verify_folder(case_folder(case), said_by())
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
