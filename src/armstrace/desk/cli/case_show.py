"""`armstrace case show`."""

from armstrace.desk.cli.options import AsJson, CaseDir

_SHOWN = 25


def show(case: CaseDir = None, json: AsJson = False) -> None:
    """Show a case: what it asks, its exhibits and editions, judged claims, and each setting with its origin."""
    from armstrace.desk.case_summary import summary
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.show import as_json, line, plain, table

    told = summary(working_case(case))
    if json:
        as_json(told)
        return
    for name in ("title", "question", "parties", "period", "folder", "by"):
        value = told[name]
        if not value and name in {"question", "period"}:
            line(f"[bold]{name}[/]: [dim]none; `armstrace new --{name}` says it, or a line in case.toml[/]")
            continue
        line(f"[bold]{name}[/]: {plain(', '.join(value) if isinstance(value, list) else str(value))}")
    line("[bold]claims[/]: " + ", ".join(f"{count} {state}" for state, count in told["claims"].items()))
    for heading in ("exhibits", "editions", "settings"):
        # what is known of the collecting of each exhibit is for programs; its short words stand in the table
        rows = [{name: value for name, value in row.items() if name != "collection"} for row in told[heading]]
        line(f"\n[bold]{heading.capitalize()}[/]")
        if heading == "exhibits" and len(rows) > _SHOWN:
            line(f"the last {_SHOWN} of {len(rows)}; --json gives all")
            rows = rows[-_SHOWN:]
        if rows:
            table(
                [name.replace("_", " ") for name in rows[0]],
                [[plain(_short(name, value)) for name, value in row.items()] for row in rows],
            )


def _short(name: str, value: object) -> str:
    return str(value)[:12] if name == "sha256" else str(value)
