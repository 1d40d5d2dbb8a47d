"""Verifying a bundle: its files, its ledger, its timestamp, and what follows from its exhibits, done again."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from armstrace.desk.bundles.rebuild import Rebuilt, rebuild
from armstrace.desk.bundles.stamp import ANSWER, CHAIN, ROOT
from armstrace.desk.private_case import private_folder
from armstrace.evidence import custody, timestamp
from armstrace.evidence.bag import OUTSIDE, TAG_MANIFEST
from armstrace.evidence.bag_check import BagReport, check_bag
from armstrace.evidence.bag_open import OpenBag, open_bag
from armstrace.evidence.chain import ChainReport, follow
from armstrace.evidence.disk import Progress, explained
from armstrace.evidence.folders import LEDGER
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.evidence.timestamp_answer import fingerprints
from armstrace.records.errors import CaseError, CustodyBroken

NOT_STAMPED = "not independently timestamped"
NOT_VERIFIED = "the timestamp was not verified"
_NOT_OURS = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    duckdb.Error, pa.ArrowException,
)  # fmt: skip
"""What a file raises that says something else, or otherwise, than this program would ever write."""


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What verifying a bundle showed.

    `ok` is False where custody is broken: a file, the ledger or the timestamp is not what it was, or rows or findings
    do not follow from the exhibits under the same readers and libraries. `changed` tells what may differ because a
    reader or a library did, `by_hash_alone` counts exhibits that did not leave, `open` what could not be done again.
    """

    files: int
    tag_manifest_sha256: str
    lines: int
    head: str
    chain: str
    stamped: str
    exhibits: int = 0
    by_hash_alone: int = 0
    damaged: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    rebuilt: int = 0
    findings: int = 0
    differing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether everything is as it was packed."""
        return self.chain == "unbroken" and not (self.damaged or self.broken or self.differing)

    def as_json(self) -> dict[str, Any]:
        """Give the report for a program."""
        return {"ok": self.ok, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Trust:
    """What a reader brings along: a hash noted elsewhere (of the tag manifest or a ledger head), trusted certificates.

    `fixity_alone` leaves the records and findings as they are, and does not compute them again.
    """

    anchor: str = ""
    roots: Path | None = None
    fixity_alone: bool = False


def verify_bundle(path: Path, trust: Trust, *, workers: int = 1, progress: Progress | None = None) -> BundleReport:
    """Verify a bundle in a folder or a zip; nothing is written into it. `workers` are the processes that read.

    Raises:
        CaseError: there is none, or a file of certificates is none.
        ArmstraceError: it cannot be read.
    """
    bag = open_bag(path)
    checked = check_bag(bag, progress=progress)
    with private_folder() as folder:
        (folder / LEDGER).write_bytes(bag.text("data/" + LEDGER))
        lines, chain = follow(folder / LEDGER)
        stamped, wrong_stamp, remarks = _stamp(bag, folder, trust)
        broken = [*_held(bag, checked, lines, chain), *wrong_stamp, *_anchored(checked, lines, trust.anchor)]
        whole = chain.ok and not (checked.wrong or broken)
        again = _again(bag, lines, folder, workers) if whole and not trust.fixity_alone else Rebuilt()
        kept_back = _kept_back(lines)
    if not (whole or trust.fixity_alone):
        again.open.append("what follows from the exhibits: it is looked at once the files and the ledger are whole")
    return BundleReport(
        files=checked.files,
        tag_manifest_sha256=checked.tag_manifest,
        lines=chain.head.count,
        head=chain.head.sha256,
        chain=chain.words,
        stamped=stamped,
        exhibits=sum(name.startswith("data/exhibits/") for name in bag.sizes),
        by_hash_alone=len(kept_back),
        damaged=tuple(map(str, checked.wrong)),
        broken=tuple(broken),
        rebuilt=again.rebuilt,
        findings=again.findings,
        differing=tuple(again.differing),
        changed=tuple(again.changed),
        open=tuple(again.open),
        remarks=tuple(remarks),
    )


def _again(bag: OpenBag, lines: Sequence[Line], folder: Path, workers: int) -> Rebuilt:
    try:
        return rebuild(bag, lines, folder, workers)
    except _NOT_OURS as error:
        # every file is the one listed, and still not what this program writes: somebody wrote it, and its manifests
        return Rebuilt(differing=[_unreadable(error)])


def _unreadable(error: Exception) -> str:
    return f"what the bundle says of itself cannot be read ({type(error).__name__}: {visible(str(error))[:200]})"


def _held(bag: OpenBag, checked: BagReport, lines: Sequence[Line], chain: ChainReport) -> list[str]:
    try:
        return list(_custody(bag, checked, lines, chain))
    except _NOT_OURS as error:
        return [_unreadable(error)]


def _custody(bag: OpenBag, checked: BagReport, lines: Sequence[Line], chain: ChainReport) -> Iterator[str]:
    """Hold the contents of a bundle against its own ledger."""
    info: Mapping[str, str] = checked.info or {}
    told = (info.get("Ledger-Lines"), info.get("Ledger-Head"))
    if told != (str(chain.head.count), chain.head.sha256) or chain.torn:
        yield f"the ledger ends at line {chain.head.count}, bag-info.txt says {told[0] or 'nothing'}: cut or changed"
    if not lines or lines[-1].act != "export":
        yield "the last line of the ledger is no export"
        return
    try:
        known = set(custody.gather(bag.where, lines))
    except CustodyBroken as error:
        yield error.what
        return
    here = {name.rpartition("/")[2]: name for name in bag.sizes if name.startswith("data/exhibits/")}
    kept_back = _kept_back(lines)
    for sha256, name in here.items():
        if name != f"data/exhibits/{sha256[:2]}/{sha256}" or sha256 not in known:
            yield f"{name}: no line of the ledger knows this exhibit"
    for sha256 in sorted(known - set(here) - kept_back):
        yield f"exhibit {sha256}: missing, and the line of the export does not keep it back"
    for sha256 in sorted(kept_back & set(here)):
        yield f"exhibit {sha256}: here, although the line of the export keeps it back"
    if not checked.wrong and _listed(bag) != {(each, each in here) for each in known}:
        yield "data/leaving.jsonl: it does not list the exhibits of the ledger as they are here"
    sums = {str(line.payload["sha256"]) for line in lines if "sha256" in line.payload}
    for name in bag.sizes:
        kept = name.startswith("data/tables/") and name.endswith(".json")
        if kept and hashlib.sha256(bag.text(name)).hexdigest() not in sums:
            yield f"{name}: no line of the ledger knows these findings"


def _listed(bag: OpenBag) -> set[tuple[str, bool]]:
    """Give which exhibits the list of those that leave names, and whether they are said to be here."""
    try:
        told = [json.loads(line) for line in bag.text("data/leaving.jsonl").splitlines()]
        return {(str(each["sha256"]), each["leaves"] is True) for each in told}
    except (ValueError, KeyError, TypeError):
        return set()


def _kept_back(lines: Sequence[Line]) -> set[str]:
    if not lines or lines[-1].act != "export":
        return set()
    told = lines[-1].payload.get("kept_back")
    return {str(each.get("sha256")) for each in told if isinstance(each, dict)} if isinstance(told, list) else set()


def _anchored(checked: BagReport, lines: Sequence[Line], anchor: str) -> Iterator[str]:
    """Hold a bundle against a hash that was written down elsewhere."""
    wanted = anchor.strip().lower()
    if wanted and wanted != checked.tag_manifest and wanted not in {line.sha256 for line in lines}:
        yield f"{visible(anchor)} is neither the hash of {TAG_MANIFEST} nor that of a line of the ledger: made anew"


def _stamp(bag: OpenBag, folder: Path, trust: Trust) -> tuple[str, list[str], list[str]]:
    """Verify the timestamp: what it says, what is wrong with it, what a reader should know."""
    if trust.roots is not None:
        with explained(trust.roots, "Reading the certificates"):
            fingerprints(trust.roots.read_bytes())
    if OUTSIDE + ANSWER not in bag.sizes:
        return NOT_STAMPED, [], []
    for name in (ANSWER, CHAIN, ROOT):
        (folder / name).write_bytes(bag.text(OUTSIDE + name))
    (folder / TAG_MANIFEST).write_bytes(bag.text(TAG_MANIFEST))
    roots = trust.roots or (folder / ROOT if (folder / ROOT).stat().st_size else None)
    try:
        done = timestamp.verify(folder / ANSWER, folder / TAG_MANIFEST, folder / CHAIN, roots)
    except CaseError as error:
        return NOT_VERIFIED, [], [f"{error.what} {error.todo}"]
    if not done.ok:
        return "timestamp does not hold", [f"the timestamp does not hold ({done.by}): {done.why}"], []
    tag_manifest = hashlib.sha256(bag.text(TAG_MANIFEST)).hexdigest()
    told = timestamp.read_answer(bag.text(OUTSIDE + ANSWER), tag_manifest)
    remarks = []
    if trust.roots is None:
        vouching = (folder / (ROOT if roots else CHAIN)).read_bytes()
        shown = ", ".join(fingerprints(vouching)) if vouching else "none"
        remarks.append(
            f"the certificate that vouches for the time lies in the bundle itself (SHA-256 {shown}): "
            "compare it with what the authority publishes, or name it with --ca"
        )
    return f"timestamped {told.told} by {told.authority or 'an authority without a name'}", [], remarks
