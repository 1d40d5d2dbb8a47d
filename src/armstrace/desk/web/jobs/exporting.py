"""Jobs that write what leaves the case: a dossier as one file, a bundle, a redacted copy."""

from pathlib import Path

from armstrace.desk.bundles.bundle import Bundled, Wish, bundle
from armstrace.desk.dossiers.written import export_dossier, exports_folder
from armstrace.desk.intake import Case
from armstrace.desk.redaction.plan import read_plan
from armstrace.desk.web.jobs.record import Job
from armstrace.desk.web.jobs.telling import Telling
from armstrace.evidence.disk import discard, explained

DOSSIER, BUNDLE = "dossier", "bundle"


def write(case: Case, job: Job, tell: Telling) -> str:
    """Write the dossier of a document."""
    tell.phase("opening every value again")
    done = export_dossier(case, case.exhibit(job.exhibit), pdf=job.settings.get("format") == "pdf")
    return f"Written, SHA-256 {done.sha256}; line {done.line.seq} of the ledger."


def pack(case: Case, job: Job, tell: Telling) -> str:
    """Pack a bundle, or a redacted copy after the plan that was handed over."""
    said = job.settings
    folder = exports_folder(case)
    out = folder / f".{job.id}.zip"
    wish = Wish(said.get("to", ""), bool(said.get("non_commercial")), as_zip=True)
    try:
        if not said.get("path"):
            done, more = bundle(case, out, wish, tell), ""
        else:
            with explained(job.about, "Reading the plan"):
                plan = read_plan(Path(said["path"]))
            # names are looked for with the readers, which take most of a second to load
            from armstrace.desk.redaction.copy import bundle_redacted  # noqa: PLC0415

            copy = bundle_redacted(case, out, wish, plan, tell)
            discard(Path(said["path"]))  # the case keeps it with what opens the copy
            done, more = copy.bundled, _redacted(len(copy.persons), len(copy.unread))
        with explained(out, "Putting the bundle in its place"):
            out.replace(folder / f"{done.tag_manifest}.zip")
    finally:
        discard(out)
    return f"{_packed(done)}{more}"


def _packed(done: Bundled) -> str:
    stayed = f"{len(done.kept_back)} by hash alone" if done.kept_back else "none stayed behind"
    return f"Packed: {done.here} exhibits left, {stayed}. SHA-256 of its tag manifest: {done.tag_manifest}."


def _redacted(persons: int, unread: int) -> str:
    told = f" {persons} private persons were left out; read the copy before it leaves."
    return told + (f" {unread} files cannot be read in the copy: their rows are not in it." if unread else "")
