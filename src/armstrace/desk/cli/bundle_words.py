"""What `armstrace bundle` says, and what it does with a bundle that lies there already."""

from itertools import count
from pathlib import Path
from shlex import quote
from urllib.parse import urlsplit

from armstrace.desk.bundles.bundle import Bundled
from armstrace.desk.bundles.dossiers import typst_told
from armstrace.desk.bundles.receipt import keep_receipt, keep_stamp
from armstrace.desk.bundles.stamp import Sealed, Stamping, stamp_bundle
from armstrace.desk.case import Case, find_case, open_case, require_proxy
from armstrace.desk.cli.options import said_by
from armstrace.desk.cli.show import as_json, line, plain, remark
from armstrace.desk.cli.taking import finish
from armstrace.desk.licences import TOO_MUCH, UNDECLARED, UNSAID, Leaver
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


def tell(done: Bundled, again: str = "", *, json: bool) -> None:
    """Say what was packed, what stayed behind, why, and what would let it leave: `again` packs the same once more."""
    if json:
        as_json(done.as_json())
    else:
        line(f"Wrote {plain(str(done.out))}: {done.here} exhibits, {len(done.kept_back)} by their hash alone.")
        for told in _kept_back(done, again):
            line(f"  {plain(told)}")
        if not typst_told(done.line):
            remark('no PDF of the dossiers: typst is not installed (extra "court"); the HTML pages say the same')
        line(f"ledger: {done.line.seq} lines, head {done.line.sha256}")
        line(f"tagmanifest-sha256.txt: {done.tag_manifest}")
        line(f"{_time(done.sealed)}. Write these hashes down elsewhere: they show a bundle that was made anew.")
    if done.sealed.problem:
        remark(f"no timestamp: {done.sealed.problem}\nThe request is kept in the bundle; the same command with")
        remark("--timestamp on the bundle sends it later.")
    finish(whole=not done.sealed.problem)


def same_again(out: Path, case: Path | None, *, non_commercial: bool) -> str:
    """Give the command that packs a case once more, beside the bundle that is there."""
    named = f" --case {quote(str(case))}" if case else ""
    return f"armstrace bundle {quote(str(_new_name(out)))}{named}{' --non-commercial' * non_commercial}"


def _kept_back(done: Bundled, again: str) -> list[str]:
    """Say of each reason, those first that a person can mend, which exhibits it keeps back and what to do."""
    by_reason: dict[str, list[Leaver]] = {}
    for each in sorted(done.kept_back, key=lambda leaver: not leaver.reason.startswith(UNSAID)):
        by_reason.setdefault(each.reason, []).append(each)
    told = []
    for reason, leavers in by_reason.items():
        told += [f"{each.exhibit.short} {each.exhibit.received_name}" for each in leavers[:_SHOWN]]
        more = len(leavers) - _SHOWN
        told += [f"and {more} more: data/leaving.jsonl in the bundle lists all"] if more > 0 else []
        told.append(f"  stayed here: {reason}")
        told += [f"  {step}" for step in _ways_out(leavers, again)]
    return told


def _ways_out(leavers: list[Leaver], again: str) -> list[str]:
    reason = leavers[0].reason
    if TOO_MUCH in reason:
        return ["to do: export from the source only the states and years that you write about, into a case of its own"]
    if again and reason.startswith(UNSAID):
        named = "".join(f" --allow {each.exhibit.short}" for each in leavers[:_SHOWN])
        return [
            "to do: if you may hand it on, sign for it and pack again:",
            f'  {again}{named} --why "WHAT IT RESTS ON, such as: my own text"',
        ]
    if again and reason.startswith(UNDECLARED):
        return ["to do: if nobody earns by it, declare that and pack again:", f"  {again} --non-commercial"]
    return []


def _new_name(out: Path) -> Path:
    """Give a name beside a bundle that nothing has yet."""
    names = (out.with_name(f"{out.stem}-{number}{out.suffix}") for number in count(2))
    return next(each for each in names if not each.exists())


def _time(sealed: Sealed) -> str:
    if sealed.stamped is None:
        return "Not independently timestamped"
    told = f"Timestamped {sealed.stamped.told} by {plain(sealed.stamped.authority or 'an authority without a name')}"
    vouched = ", ".join(fingerprints(sealed.stamped.chain)[:1]) if sealed.stamped.chain else ""
    return f"{told} (certificate {vouched})" if vouched else told
