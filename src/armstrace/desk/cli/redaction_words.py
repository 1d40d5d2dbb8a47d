"""What `armstrace bundle` says of redacted copies."""

from pathlib import Path

from armstrace.desk.bundles.bundle import Wish
from armstrace.desk.case import Case
from armstrace.desk.cli.bundle_words import tell
from armstrace.desk.cli.show import as_json, line, plain, remark
from armstrace.desk.cli.taking import finish
from armstrace.desk.redaction.copy import Redacted, bundle_redacted
from armstrace.desk.redaction.kept import open_commitment
from armstrace.desk.redaction.plan import AS_IT_IS, Plan, read_plan
from armstrace.evidence.names import visible
from armstrace.reading.parse.model import missing
from armstrace.records.errors import CaseError


def plan_in(path: Path | None, *, again: bool) -> Plan | None:
    """Read the plan that a command names, None where it names none.

    Raises:
        CaseError: it is none, or `--again` stands beside it.
    """
    if path is None:
        return None
    if again:
        raise CaseError(
            "A redacted copy is made anew each time, with new salts.", where="--again", todo="Leave --again out."
        )
    return read_plan(path)


def write_copy(case: Case, out: Path, wish: Wish, plan: Plan, *, json: bool) -> None:
    """Write a redacted copy and say what became of what; names of persons go to standard error alone."""
    done = bundle_redacted(case, out, wish, plan)
    for each in done.persons:
        remark(f"left out as a private person: {visible(each)}")
    if plan.persons == "restricted" and missing():
        remark(f"names of persons were found by plain patterns only. {missing()}")
    if json:
        as_json(done.as_json())
    else:
        _tell(done)
    for each in done.unread:
        remark(f"in the copy it cannot be read, its rows are not in it: {visible(each)}")
    if json:
        finish(whole=not (done.unread or done.bundled.sealed.problem))
        return
    if done.unread:
        finish(whole=False)
    tell(done.bundled, json=False)


def _tell(done: Redacted) -> None:
    line(f"Redacted copy {done.number}: what opens its commitments is in local/redactions/{done.number}, keep it.")
    for each in done.derivatives:
        what = f"{len(each.gone)} left out of it" if each.gone else ""
        why = f"({each.item.reason})" if not each.leaves else what
        line(f"  {each.number} {plain(each.exhibit.received_name)}: {each.did} {why}".rstrip())
    as_they_are = [each.number for each in done.derivatives if each.did == AS_IT_IS]
    if as_they_are:
        line(f"{', '.join(as_they_are)} leave byte for byte, with whatever their files tell of themselves.")
    line("Read the copy before it leaves: a machine finds words that it was told, and misses others.")


def show_opened(case: Case, copy: Path, name: str, *, json: bool) -> None:
    """Show what a commitment stands for, and how somebody else computes it."""
    opened = open_commitment(case.root, copy, name, case.by)
    if json:
        as_json(opened.as_json())
        return
    line(f"{plain(opened.name)} stands for: {plain(opened.value)}")
    line(f"salt: {opened.salt}")
    line(f"commitment: {opened.commitment}")
    line("Whoever has the value in a file computes the same, with no other file than that:")
    line(f"  {{ printf %s '{opened.salt}:'; cat VALUE; }} | sha256sum")
    line("For an exhibit the value is its SHA-256, without a line end. The opening is a line in the ledger now.")
