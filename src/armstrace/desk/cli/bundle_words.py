"""What `armstrace bundle` says, and what it does with a bundle that lies there already."""

from pathlib import Path
from urllib.parse import urlsplit

from armstrace.desk.bundles.bundle import Bundled
from armstrace.desk.bundles.dossiers import typst_told
from armstrace.desk.bundles.receipt import keep_receipt, keep_stamp
from armstrace.desk.bundles.stamp import Sealed, Stamping, stamp_bundle
from armstrace.desk.case import Case, find_case, open_case, require_proxy
from armstrace.desk.cli.options import said_by
from armstrace.desk.cli.show import as_json, line, plain, remark
from armstrace.desk.cli.taking import finish
from armstrace.desk.questions.outputs import output
from armstrace.evidence.bag_open import looks_like_bag
from armstrace.evidence.disk import explained
from armstrace.evidence.timestamp_answer import fingerprints
from armstrace.records.errors import CaseError

_SHOWN = 20


def stamping(url: str, proxy: str, root: Path | None, answer: Path | None) -> Stamping | None:
    """Read how a timestamp is to be come by; None where nothing was said of it.

    Raises:
        CaseError: an address or a certificate is none, or words are given that go with another one.
    """
    if (proxy or root) and not (url or answer):
        raise CaseError("This goes with --timestamp or --answer.", where="--proxy" if proxy else "--ca")
    if url and answer:
        raise CaseError("An authority is asked, or its answer brought along: not both.", where="--answer")
    if not (url or answer):
        return None
    return Stamping(url, proxy, _bytes(root), _bytes(answer)).checked()


def _bytes(path: Path | None) -> bytes:
    if path is None:
        return b""
    with explained(path, "Reading the file"):
        return path.read_bytes()


def require_new(out: Path) -> None:
    """Make sure that a bundle can be written where it is named.

    Raises:
        CaseError: something is there, its folder is not, or the place is part of a case.
    """
    if out.exists() or out.is_symlink():
        raise CaseError("There is something here already.", where=str(out), todo="Name a new file or folder.")
    output(out, "OUT")


def is_later(out: Path, how: Stamping | None, receipt: str) -> bool:
    """Whether a command is about a bundle that lies there already."""
    if receipt or (how is not None and how.answer):
        return True
    return how is not None and out.exists() and looks_like_bag(out)


def later(out: Path, how: Stamping | None, receipt: str, folder: Path | None) -> None:
    """Put a timestamp into a bundle, or note what its receiver computed."""
    case = _case(folder, needed=bool(receipt))
    if how is not None:
        tell_whom(case, how)
        tag_manifest, sealed = stamp_bundle(out, how)
        line(f"{plain(str(out))}: {_time(sealed)}.")
        if case is None or not keep_stamp(case, tag_manifest, sealed):
            remark("no ledger notes it: it is not known here from which case this bundle came; --case names it")
    if receipt and case is not None:
        number = keep_receipt(case, receipt)
        line(f"the receipt is that of the export in line {number} of the ledger")


def tell_whom(case: Case | None, how: Stamping | None) -> None:
    """Say on standard error whom a command speaks to, before it does.

    Raises:
        CaseError: the case is sensitive and no proxy is named.
    """
    if how is None or not how.url:
        return
    if case is not None:
        require_proxy(case.root, how.proxy)
    host, via = (urlsplit(each).hostname or "" for each in (how.url, how.proxy))
    remark(f"asking {host} for a timestamp" + (f" through {via}" if via else "") + ": it is sent a hash, nothing else")


def _case(folder: Path | None, *, needed: bool) -> Case | None:
    try:
        root = folder or find_case(Path.cwd())
    except CaseError:
        if needed:
            raise
        return None
    return open_case(root, said_by())


def tell(done: Bundled, *, json: bool) -> None:
    """Say what was packed, what stayed behind and why."""
    if json:
        as_json(done.as_json())
    else:
        line(f"Wrote {plain(str(done.out))}: {done.here} exhibits, {len(done.kept_back)} by their hash alone.")
        for each in done.kept_back[:_SHOWN]:
            line(f"  {each.exhibit.short} {plain(each.exhibit.received_name)}: {plain(each.reason)}")
        if len(done.kept_back) > _SHOWN:
            line(f"  and {len(done.kept_back) - _SHOWN} more: data/leaving.jsonl in the bundle lists all")
        if not typst_told(done.line):
            remark('no PDF of the dossiers: typst is not installed (extra "court"); the HTML pages say the same')
        line(f"ledger: {done.line.seq} lines, head {done.line.sha256}")
        line(f"tagmanifest-sha256.txt: {done.tag_manifest}")
        line(f"{_time(done.sealed)}. Write these hashes down elsewhere: they show a bundle that was made anew.")
    if done.sealed.problem:
        remark(f"no timestamp: {done.sealed.problem}\nThe request is kept in the bundle; the same command with")
        remark("--timestamp on the bundle sends it later.")
    finish(whole=not done.sealed.problem)


def _time(sealed: Sealed) -> str:
    if sealed.stamped is None:
        return "Not independently timestamped"
    told = f"Timestamped {sealed.stamped.told} by {plain(sealed.stamped.authority or 'an authority without a name')}"
    vouched = ", ".join(fingerprints(sealed.stamped.chain)[:1]) if sealed.stamped.chain else ""
    return f"{told} (certificate {vouched})" if vouched else told
