"""Writing a bag (BagIt 1.0, RFC 8493): payload, manifests in SHA-256 and SHA-512, tag manifests over every tag file.

Bytes go through once, a piece at a time, and are hashed on the way. What can only be known after the tag manifests,
such as a timestamp over them, lies in timestamp/ with sums of its own: RFC 8493 lets no tag manifest list itself.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from armstrace.evidence.disk import CHUNK, explained
from armstrace.evidence.names import visible
from armstrace.evidence.portable import unfit
from armstrace.records.errors import ArmstraceError, CustodyBroken

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
BAG_INFO = "bag-info.txt"
PAYLOAD = "data/"
OUTSIDE = "timestamp/"
SUMS = OUTSIDE + "SHA256SUMS"
TAG_MANIFEST = "tagmanifest-sha256.txt"

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_MOST_CHARACTERS = 200


class Store(Protocol):
    """Where the files of a bag are written to: a folder or a zip."""

    def file(self, name: str, size: int) -> "Iterator[BinaryIO]":
        """Open a new file of `size` bytes for writing."""
        ...


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a bag: its size in bytes and its hashes by the name of the algorithm."""

    size: int
    hashes: tuple[str, ...]


def is_safe(name: str) -> bool:
    """Whether a name may stand in a bag: relative, plain ASCII without blanks, no dot in front of a part.

    It has to hold on every system: a part that Windows keeps for a device is none.

    >>> is_safe("data/exhibits/ab/ab12"), is_safe("../x"), is_safe("/etc/passwd"), is_safe("data/a b")
    (True, False, False, False)
    >>> is_safe("data/aux.csv"), is_safe("data/x.")
    (False, False)
    """
    if len(name) > _MOST_CHARACTERS or _NAME.fullmatch(name) is None:
        return False
    return not any(unfit(part) for part in name.split("/"))


def is_outside(name: str) -> bool:
    """Whether a file is none of those that tag manifests list: the tag manifests themselves and timestamp/."""
    return name.startswith(OUTSIDE) or name in {f"tagmanifest-{each}.txt" for each in ALGORITHMS}


@dataclass(slots=True)
class BagWriter:
    """Writes one bag into a store, file by file; `finish` writes what says what is in it.

    `progress` is told of the bytes as they go through.
    """

    store: Store
    progress: Callable[[int], None] = lambda _: None
    _packed: dict[str, Packed] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def add(self, name: str, content: bytes | Path, expected: str = "") -> Packed:
        """Write one file; `expected` is the SHA-256 it must have.

        Raises:
            ArmstraceError: the name is not safe or taken (also in other letters, for disks that tell no case).
            CustodyBroken: the bytes are not those expected.
        """
        if not is_safe(name) or name.lower() in self._taken:
            raise ArmstraceError("This name cannot stand in a bag.", where=visible(name), todo="Please report it.")
        self._taken.add(name.lower())
        packed = self._written(name, content)
        if expected and packed.hashes[0] != expected:
            raise CustodyBroken(
                "This exhibit is not as it was received, so nothing was bundled.",
                where=expected,
                todo="Run `armstrace verify`, and restore the case from a copy that is whole.",
            )
        self._packed[name] = packed
        return packed

    def finish(self, info: Iterable[tuple[str, str]]) -> str:
        """Write bagit.txt, bag-info.txt, the manifests and the tag manifests; give the hash of the tag manifest.

        `info` are the words of bag-info.txt; Payload-Oxum is added here.
        """
        payload = [each for name, each in self._packed.items() if name.startswith(PAYLOAD)]
        oxum = f"{sum(each.size for each in payload)}.{len(payload)}"
        self.add("bagit.txt", DECLARATION)
        self.add(BAG_INFO, _info([*info, ("Payload-Oxum", oxum)]))
        for number, algorithm in enumerate(ALGORITHMS):
            self.add(f"manifest-{algorithm}.txt", self._manifest(number, payload=True))
        tags = [self._manifest(number, payload=False) for number in range(len(ALGORITHMS))]
        for algorithm, lines in zip(ALGORITHMS, tags, strict=True):
            self.add(f"tagmanifest-{algorithm}.txt", lines)
        return self._packed[TAG_MANIFEST].hashes[0]

    def seal(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write what belongs into timestamp/, and the sums over it and over the tag manifests. Comes last."""
        for name, content in files:
            self.add(OUTSIDE + name, content)
        self.add(SUMS, sums({name: each.hashes[0] for name, each in self._packed.items() if is_outside(name)}))

    def _manifest(self, number: int, *, payload: bool) -> bytes:
        wanted = ((name, each) for name, each in sorted(self._packed.items()) if name.startswith(PAYLOAD) is payload)
        return "".join(f"{each.hashes[number]}  {name}\n" for name, each in wanted).encode()

    def _written(self, name: str, content: bytes | Path) -> Packed:
        digests, size = [hashlib.new(each) for each in ALGORITHMS], 0
        known = len(content) if isinstance(content, bytes) else content.stat().st_size
        with contextmanager(self.store.file)(name, known) as file:
            for chunk in _chunks(content):
                for digest in digests:
                    digest.update(chunk)
                file.write(chunk)
                size += len(chunk)
                self.progress(len(chunk))
        return Packed(size, tuple(each.hexdigest() for each in digests))


def sums(hashes: Mapping[str, str]) -> bytes:
    """Write hashes by name as sha256sum does."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items())).encode("ascii")


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with explained(content, "Reading what is to be bundled"), content.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _info(words: Iterable[tuple[str, str]]) -> bytes:
    """Write bag-info.txt: one line each, whatever stands in a value."""
    return "".join(f"{name}: {' '.join(visible(value).split())}\n" for name, value in words).encode("utf-8")
