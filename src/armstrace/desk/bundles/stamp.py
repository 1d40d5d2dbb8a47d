"""The timestamp of a bundle: asked for while it is packed, or later for one that lies there already."""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from armstrace.desk.bundles.pages import stamp_page
from armstrace.evidence import timestamp
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.bag import OUTSIDE, SUMS, TAG_MANIFEST, is_outside, sums
from armstrace.evidence.bag_open import OpenBag, open_bag
from armstrace.evidence.bag_zip import ZipStore
from armstrace.evidence.disk import CHUNK, discard, explained
from armstrace.evidence.names import visible
from armstrace.evidence.timestamp import Stamped
from armstrace.evidence.timestamp_answer import fingerprints
from armstrace.records.errors import ArmstraceError, CaseError

ANSWER, REQUEST = "tagmanifest-sha256.tsr", "tagmanifest-sha256.tsq"
CHAIN, ROOT = "chain.pem", "ca.pem"


@dataclass(frozen=True, slots=True)
class Stamping:
    """How a timestamp is come by: the authority to ask, through which proxy, or its answer brought along.

    `root` is the PEM of the authority's root certificate, b"" where none was named.
    """

    url: str = ""
    proxy: str = ""
    root: bytes = b""
    answer: bytes = b""

    def checked(self) -> "Stamping":
        """Give it back if its addresses and certificates are some.

        Raises:
            CaseError: one is not.
        """
        timestamp.require_addresses(self.url, self.proxy)
        if self.root:
            fingerprints(self.root)
        return self


@dataclass(frozen=True, slots=True)
class Sealed:
    """What lies in timestamp/: its files by name, what the authority said, and why there is no answer if none."""

    files: Sequence[tuple[str, bytes]]
    stamped: Stamped | None = None
    problem: str = ""
    roots: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Give it for a program and for the ledger."""
        if self.stamped is None:
            return {"at": "", "request": "kept", "problem": self.problem}
        return {"at": self.stamped.told, "authority": self.stamped.authority, "roots_sha256": list(self.roots)}


def sealed_files(tag_manifest: str, stamping: Stamping | None) -> Sealed:
    """Make what belongs into timestamp/ for a tag manifest; an authority that fails leaves the request."""
    request = timestamp.request_for(tag_manifest)
    files = [("README.txt", stamp_page().encode()), (REQUEST, request)]
    if stamping is None or not (stamping.url or stamping.answer):
        return Sealed(files)
    try:
        answer = stamping.answer or timestamp.ask(stamping.url, request, proxy=stamping.proxy)
        stamped = timestamp.read_answer(answer, tag_manifest)
    except ArmstraceError as error:
        return Sealed(files, problem=error.what)
    files += [(ANSWER, answer), (CHAIN, stamped.chain)]
    if stamping.root:
        files.append((ROOT, stamping.root))
    return Sealed(files, stamped, roots=tuple(fingerprints(stamping.root)) if stamping.root else ())


def stamp_bundle(path: Path, stamping: Stamping) -> tuple[str, Sealed]:
    """Put an answer into a bundle that has only the request; give the hash of its tag manifest and what was put there.

    Raises:
        CaseError: it is no bundle, or has an answer already.
        ArmstraceError: nobody answers, or the answer is none to this bundle; the bundle stays as it is.
    """
    bag = open_bag(path)
    if TAG_MANIFEST not in bag.sizes or bag.odd:
        raise CaseError("There is no bundle here that is whole.", where=visible(str(path)), todo="Verify it first.")
    if OUTSIDE + ANSWER in bag.sizes:
        raise CaseError("This bundle has a timestamp already.", where=visible(str(path)), todo="Nothing was written.")
    tag_manifest = hashlib.sha256(bag.text(TAG_MANIFEST)).hexdigest()
    sealed = sealed_files(tag_manifest, stamping)
    if sealed.stamped is None:
        where = visible(urlsplit(stamping.url).hostname or "")
        raise ArmstraceError(sealed.problem, where=where, todo="The request stays in the bundle: try again later.")
    files = {OUTSIDE + name: content for name, content in sealed.files}
    kept = {name: bag.text(name) for name in bag.sizes if is_outside(name) and name != SUMS and name not in files}
    lines = sums({name: hashlib.sha256(content).hexdigest() for name, content in (kept | files).items()})
    _add(bag, files | {SUMS: lines})
    return tag_manifest, sealed


def _add(bag: OpenBag, files: dict[str, bytes]) -> None:
    """Write files into a bundle, the sums last; a zip is written anew beside itself and takes its place."""
    if not bag.is_zip:
        for name, content in files.items():
            write_atomically(bag.where / name, content)
        return
    temporary = bag.where.parent / f".armstrace-{secrets.token_hex(8)}.tmp"
    base = next(iter(bag.members.values())).name.partition("/")[0]
    try:
        with explained(bag.where, "Writing the bundle"), temporary.open("x+b") as file:
            store = ZipStore(file, base)
            for name in bag.members:
                if name in files:
                    continue
                with contextmanager(store.file)(name, bag.sizes[name]) as out, bag.open(name) as held:
                    while chunk := held.read(CHUNK):
                        out.write(chunk)
            for name, content in files.items():
                with contextmanager(store.file)(name, len(content)) as out:
                    out.write(content)
            store.close()
            file.flush()
        temporary.replace(bag.where)
    finally:
        discard(temporary)
