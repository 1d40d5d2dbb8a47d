"""Checking a bag: every file that was flipped, added, removed, renamed or cut short, tag files too, by name."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from armstrace.evidence.bag import (
    ALGORITHMS,
    BAG_INFO,
    DECLARATION,
    PAYLOAD,
    SUMS,
    TAG_MANIFEST,
    is_outside,
)
from armstrace.evidence.bag_lines import Manifest, manifest, words
from armstrace.evidence.bag_open import OpenBag
from armstrace.evidence.disk import CHUNK, Progress, explained

Hashes = Mapping[str, tuple[str, ...]]


class Changed(StrEnum):
    """In what way a file of a bag is not as it was packed."""

    ALTERED = "altered"
    CUT_SHORT = "cut short"
    ADDED = "added"
    MISSING = "missing"
    RENAMED = "renamed"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One file of a bag that is not as it was packed, in what way, and what shows it."""

    name: str
    how: Changed
    shown_by: str

    def __str__(self) -> str:
        return f"{self.name}: {self.how.value}, {self.shown_by}"


@dataclass(frozen=True, slots=True)
class BagReport:
    """What checking a bag showed: how many files were hashed, the hash of the tag manifest, and what is wrong."""

    files: int
    tag_manifest: str
    wrong: tuple[Wrong, ...] = ()
    info: Mapping[str, str] | None = None


def check_bag(bag: OpenBag, *, progress: Progress | None = None) -> BagReport:
    """Hash every file of a bag once and hold it against every manifest, and the manifests against one another.

    What fixity alone cannot see: a bag whose manifests were all computed anew. A timestamp over the tag manifest tells,
    or its hash kept elsewhere.

    Raises:
        ArmstraceError: a file cannot be read.
    """
    wrong = [Wrong(each.name, Changed.STRANGE, each.what) for each in bag.odd]
    if not bag.sizes:
        return BagReport(0, "", (*wrong, Wrong("bagit.txt", Changed.MISSING, "there is no bag here")))
    found = {name: _hashes(bag, name, progress) for name in bag.sizes}
    lists = _manifests(bag)
    for name, each in lists.items():
        if each.wrong and name in found:
            wrong.append(Wrong(name, Changed.ALTERED, each.wrong))
    if bag.text("bagit.txt") not in {DECLARATION, b""}:
        wrong.append(Wrong("bagit.txt", Changed.ALTERED, "it does not declare a bag of version 1.0"))
    info = words(bag.text(BAG_INFO))
    differing = [*_judged(found, lists), *_oxum(bag, info)]
    return BagReport(len(found), found.get(TAG_MANIFEST, ("",))[0], tuple(_told(bag, [*wrong, *differing], info)), info)


def _hashes(bag: OpenBag, name: str, progress: Progress | None) -> tuple[str, ...]:
    digests = [hashlib.new(each) for each in ALGORITHMS]
    with explained(name, "Reading the bundle"), bag.open(name) as file:
        while chunk := file.read(CHUNK):
            for digest in digests:
                digest.update(chunk)
            if progress:
                progress(len(chunk))
    return tuple(each.hexdigest() for each in digests)


def _manifests(bag: OpenBag) -> dict[str, Manifest]:
    """Read every manifest that a bag must have; one that is missing lists nothing."""
    named = {f"{kind}-{each}.txt": each for kind in ("manifest", "tagmanifest") for each in ALGORITHMS}
    return {name: manifest(bag.text(name), each) for name, each in (*named.items(), (SUMS, "sha256"))}


def _judged(found: Hashes, lists: Mapping[str, Manifest]) -> Iterator[Wrong]:
    """Hold the files against the lists that must name them."""
    for name in lists:
        if name not in found:
            yield Wrong(name, Changed.MISSING, "every bundle has one")
    groups = (
        ("manifest", lambda name: name.startswith(PAYLOAD)),
        ("tagmanifest", lambda name: not name.startswith(PAYLOAD) and not is_outside(name)),
    )
    for kind, belongs in groups:
        by_algorithm = [lists[f"{kind}-{each}.txt"].listed for each in ALGORITHMS]
        there = {name: hashes for name, hashes in found.items() if belongs(name)}
        yield from _compared(there, by_algorithm, [f"{kind}-{each}.txt" for each in ALGORITHMS], found)
    outside = {name: hashes for name, hashes in found.items() if is_outside(name) and name != SUMS}
    yield from _compared(outside, [lists[SUMS].listed], [SUMS], found)


def _compared(there: Hashes, listed: list[Mapping[str, str]], names: list[str], found: Hashes) -> Iterator[Wrong]:
    """Compare files with the lists of them; a list that alone says otherwise is the one that was altered."""
    present = [number for number, name in enumerate(names) if name in found]
    missing = {name for number in present for name in listed[number] if name not in there}
    added = {name for name in there if not any(name in listed[number] for number in present)} if present else set()
    # of one list alone nobody can tell whether it or the file was changed
    doubt = f", or {names[0]} was altered" if len(names) == 1 else ""
    for name in sorted(missing):
        hashes = {listed[number][name] for number in present if name in listed[number]}
        moved = next((new for new in sorted(added) if hashes & set(there[new])), "")
        added.discard(moved)
        if moved:
            yield Wrong(name, Changed.RENAMED, f"its bytes lie at {moved}{doubt}")
        elif all(name in listed[number] for number in present):
            yield Wrong(name, Changed.MISSING, f"{names[present[0]]} lists it")
        else:
            doubtful = next(names[number] for number in present if name in listed[number])
            yield Wrong(doubtful, Changed.ALTERED, f"it alone lists {name}")
    for name in sorted(added):
        yield Wrong(name, Changed.ADDED, f"no line of {names[present[0]]} knows it")
    for name in sorted({each for number in present for each in listed[number]} & set(there)):
        says = {number: listed[number].get(name) == there[name][number] for number in present}
        if says and not any(says.values()):
            yield Wrong(name, Changed.ALTERED, f"its hash is not the one in {names[present[0]]}{doubt}")
        else:
            for number in (each for each, same in says.items() if not same):
                yield Wrong(names[number], Changed.ALTERED, f"it alone says otherwise of {name}")


def _oxum(bag: OpenBag, info: Mapping[str, str]) -> Iterable[Wrong]:
    sizes = [size for name, size in bag.sizes.items() if name.startswith(PAYLOAD)]
    oxum = f"{sum(sizes)}.{len(sizes)}"
    if BAG_INFO in bag.sizes and info.get("Payload-Oxum") != oxum:
        yield Wrong(PAYLOAD, Changed.ALTERED, f"{oxum} bytes and files, {info.get('Payload-Oxum', 'nothing')} packed")


def _told(bag: OpenBag, wrong: list[Wrong], info: Mapping[str, str]) -> Iterator[Wrong]:
    """Say each thing once; a file that alone makes the payload shorter was cut short, by so many bytes."""
    altered = [each for each in wrong if each.how is Changed.ALTERED and each.name.startswith(PAYLOAD)]
    alone = [each for each in altered if each.name != PAYLOAD]
    packed, _, count = info.get("Payload-Oxum", "").partition(".")
    sizes = [size for name, size in bag.sizes.items() if name.startswith(PAYLOAD)]
    lost = int(packed) - sum(sizes) if packed.isdecimal() and count == str(len(sizes)) else 0
    for each in dict.fromkeys(wrong):
        if each.name == PAYLOAD and len(alone) == 1 and lost:
            continue
        if len(alone) == 1 and each == alone[0] and lost > 0:
            yield replace(each, how=Changed.CUT_SHORT, shown_by=f"{lost} bytes are gone")
        else:
            yield each
