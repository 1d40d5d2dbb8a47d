"""Mutations of a bundle: single bytes flipped anywhere, and every structural attack that an insider could think of.

python -m eval.mutations [FLIPS]: flips so many bytes of the demo case's bundle (2,000 unless told otherwise), checks it
each time by armstrace and by the shell lines of its README alone, and counts what was found and named.
"""

import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from armstrace.desk.bundles.bundle import Wish, bundle
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import open_case
from armstrace.desk.demo import tour
from armstrace.evidence.bag import ALGORITHMS, SUMS, is_outside
from armstrace.evidence.bag_check import check_bag
from armstrace.evidence.bag_open import open_bag
from eval.row import Row

Attack = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Flip:
    """One bit of one byte of one file."""

    name: str
    at: int
    bit: int

    def apply(self, root: Path) -> None:
        """Flip it; doing it twice is doing nothing."""
        path = root / self.name
        path.chmod(0o644)
        with path.open("r+b") as file:
            file.seek(self.at)
            byte = file.read(1)[0]
            file.seek(self.at)
            file.write(bytes([byte ^ 1 << self.bit]))


def flips(root: Path, count: int, seed: int = 20201012) -> Iterator[Flip]:
    """Draw flips: one half from all files alike, so that small ones are hit, one half from all bytes alike."""
    draw = random.Random(seed)
    sizes = {
        path.relative_to(root).as_posix(): path.stat().st_size for path in sorted(root.rglob("*")) if path.is_file()
    }
    names = [name for name, size in sizes.items() if size]
    for number in range(count):
        (name,) = [draw.choice(names)] if number % 2 else draw.choices(names, [sizes[each] for each in names])
        yield Flip(name, draw.randrange(sizes[name]), draw.randrange(8))


def found_by_armstrace(root: Path, flip: Flip) -> bool:
    """Whether hashing finds a flip and names its file."""
    return any(flip.name in str(each) for each in check_bag(open_bag(root)).wrong)


def shell_lines(root: Path) -> str:
    """Give the lines that the README prints to check a bundle with; a hostile reader has them from elsewhere."""
    return (root / "README.txt").read_text(encoding="utf-8").split("-" * 118)[1]


def found_by_shell(root: Path, lines: str) -> bool:
    """Whether the lines of a README find that something is wrong."""
    return subprocess.run(["/bin/sh", "-c", lines], cwd=root, capture_output=True, check=False).returncode != 0


def rewrite_manifests(root: Path, info: str = "") -> None:
    """Compute every manifest anew, and the words of bag-info.txt unless given, as somebody with the bundle could."""
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    payload = sorted(name for name in files if name.startswith("data/"))
    oxum = f"{sum(files[name].stat().st_size for name in payload)}.{len(payload)}"
    before = files["bag-info.txt"].read_text(encoding="utf-8").splitlines()
    told = [f"Payload-Oxum: {oxum}" if line.startswith("Payload-Oxum") else line for line in before]
    ledger = files["data/ledger.jsonl"].read_bytes().split(b"\n")[:-1]
    head = hashlib.sha256(ledger[-1]).hexdigest()
    told = [f"Ledger-Lines: {len(ledger)}" if line.startswith("Ledger-Lines") else line for line in told]
    told = [f"Ledger-Head: {head}" if line.startswith("Ledger-Head") else line for line in told]
    files["bag-info.txt"].write_text(info or "\n".join(told) + "\n", encoding="utf-8")
    for each in ALGORITHMS:
        _list(root, f"manifest-{each}.txt", payload, each)
    around = sorted(name for name in files if not name.startswith("data/") and not is_outside(name))
    for each in ALGORITHMS:
        _list(root, f"tagmanifest-{each}.txt", around, each)
    _list(root, SUMS, sorted(name for name in files if is_outside(name) and name != SUMS), "sha256")


def _list(root: Path, manifest: str, names: list[str], algorithm: str) -> None:
    lines = (f"{hashlib.new(algorithm, (root / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (root / manifest).write_text("".join(lines), encoding="ascii")


def _an_exhibit(root: Path) -> Path:
    return max((root / "data/exhibits").glob("*/*"), key=lambda path: (path.stat().st_size, path.name))


def _add_payload(root: Path) -> None:
    (root / "data/exhibits/00").mkdir(exist_ok=True)
    (root / "data/exhibits/00" / ("0" * 64)).write_bytes(b"planted")


def _add_tag(root: Path) -> None:
    (root / "certificates/signed.txt").write_bytes(b"planted")


def _add_odd_tag(root: Path) -> None:
    (root / "tagmanifest-more.txt").write_bytes(b"planted")


def _add_stamp(root: Path) -> None:
    (root / "timestamp/more.pem").write_bytes(b"planted")


def _add_odd_name(root: Path) -> None:
    (root / "data/report\u202efdp.exe").write_bytes(b"planted")


def _add_named(name: str) -> Attack:
    def add(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"planted")

    return add


def _add_folder(root: Path) -> None:
    (root / "data/exhibits/zz").mkdir()


def _remove_exhibit(root: Path) -> None:
    _an_exhibit(root).unlink()


def _rename_exhibit(root: Path) -> None:
    path = _an_exhibit(root)
    path.rename(path.with_name("f" * 64))


def _cut_exhibit(root: Path) -> None:
    path = _an_exhibit(root)
    path.write_bytes(path.read_bytes()[:-100])


def _grow_exhibit(root: Path) -> None:
    path = _an_exhibit(root)
    path.write_bytes(path.read_bytes() + b"\n")


def _swap_exhibits(root: Path) -> None:
    one, two, *_ = sorted((root / "data/exhibits").glob("*/*"))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def _link_exhibit(root: Path) -> None:
    path = _an_exhibit(root)
    moved = root.parent / f"{root.name}-moved"
    path.rename(moved)
    path.symlink_to(moved)


def _remove(name: str) -> Attack:
    def remove(root: Path) -> None:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


def _cut_ledger(root: Path) -> None:
    path = root / "data/ledger.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _reorder_ledger(root: Path) -> None:
    path = root / "data/ledger.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2], lines[3] = lines[3], lines[2]
    path.write_bytes(b"".join(lines))


def _rewrite_listed(root: Path) -> None:
    path = root / "manifest-sha256.txt"
    path.write_bytes(path.read_bytes().upper())


def _old_version(root: Path) -> None:
    (root / "bagit.txt").write_bytes(b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")


STRUCTURAL: dict[str, Attack] = {
    "a file added to data/": _add_payload,
    "a file added around data/": _add_tag,
    "a file added that is named like a tag manifest": _add_odd_tag,
    "a file added to timestamp/": _add_stamp,
    "a file added whose name turns around": _add_odd_name,
    "a file added to data/ with a blank in its name": _add_named("data/a note"),
    "a file added to data/ with a line's end in its name": _add_named("data/a\nnote"),
    "a file added around data/ with a blank in its name": _add_named("a note"),
    "a file added to timestamp/ with a blank in its name": _add_named("timestamp/a note"),
    "a folder with a blank in its name added": _add_named("data/a folder/note"),
    "a file added around data/ that is named like an option": _add_named("-t"),
    "an empty folder added": _add_folder,
    "an exhibit removed": _remove_exhibit,
    "an exhibit renamed": _rename_exhibit,
    "an exhibit cut short": _cut_exhibit,
    "an exhibit made longer": _grow_exhibit,
    "two exhibits exchanged": _swap_exhibits,
    "an exhibit replaced by a link to its bytes": _link_exhibit,
    "bagit.txt removed": _remove("bagit.txt"),
    "bag-info.txt removed": _remove("bag-info.txt"),
    "a manifest removed": _remove("manifest-sha256.txt"),
    "the other manifest removed": _remove("manifest-sha512.txt"),
    "a tag manifest removed": _remove("tagmanifest-sha256.txt"),
    "the other tag manifest removed": _remove("tagmanifest-sha512.txt"),
    "timestamp/ removed": _remove("timestamp"),
    "the sums of timestamp/ removed": _remove("timestamp/SHA256SUMS"),
    "data/ removed": _remove("data"),
    "the README removed": _remove("README.txt"),
    "the ledger cut": _cut_ledger,
    "the ledger reordered": _reorder_ledger,
    "a manifest spelt otherwise": _rewrite_listed,
    "another version declared": _old_version,
}
"""Attacks that hashing finds, by what is done; none computes a manifest anew."""


def made_bundle(folder: Path) -> Path:
    """Make the demo case and its bundle in a folder; give the bundle."""
    tour(folder / "case", lambda _: None)
    out = folder / "bundle"
    bundle(open_case(folder / "case", "p-eval"), out, Wish(non_commercial=True))
    return out


def flip_rows_unseen(root: Path, count: int, scratch: Path) -> int:
    """Flip bytes of records and findings and compute all manifests anew; give how many a full verification finds."""
    names = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]
    wanted = [name for name in names if name.startswith(("data/records/", "data/tables/", "data/findings/"))]
    draw, found = random.Random(20201012), 0
    for _ in range(count):
        shutil.copytree(root, scratch)
        name = draw.choice(wanted)
        Flip(name, draw.randrange((root / name).stat().st_size), draw.randrange(8)).apply(scratch)
        rewrite_manifests(scratch)
        report = verify_bundle(scratch, Trust())
        # rows that are the same in a file of other bytes break nothing, and are told
        found += not report.ok or any(each.startswith(name) for each in report.changed)
        shutil.rmtree(scratch)
    return found


def rows(count: int = 2000) -> list[Row]:
    """Measure all of it on the demo case's bundle."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = made_bundle(folder)
        named, heard, lines = 0, 0, shell_lines(root)
        for flip in flips(root, count):
            flip.apply(root)
            named += found_by_armstrace(root, flip)
            heard += found_by_shell(root, lines)
            flip.apply(root)
        assert check_bag(open_bag(root)).wrong == (), "what was flipped back is whole"
        structural = by_shell = 0
        for attack in STRUCTURAL.values():
            shutil.copytree(root, folder / "copy")
            attack(folder / "copy")
            structural += bool(check_bag(open_bag(folder / "copy")).wrong)
            by_shell += found_by_shell(folder / "copy", lines)
            shutil.rmtree(folder / "copy")
        again = max(1, count // 40)
        unseen = flip_rows_unseen(root, again, folder / "copy")
    everything = f"{len(STRUCTURAL)}"
    return [
        Row("single bits flipped: found and the file named", f"{count:,}", f"{named / count:.1%}", target="100 %"),
        Row("the same by the shell lines of the README alone", f"{count:,}", f"{heard / count:.1%}", target="100 %"),
        Row("structural attacks: found", everything, f"{structural / len(STRUCTURAL):.1%}", target="100 %"),
        Row("the same by the shell lines alone", everything, f"{by_shell / len(STRUCTURAL):.1%}", target="100 %"),
        Row(
            "records flipped, all manifests anew: found by doing all again",
            f"{again}",
            f"{unseen / again:.1%}",
            "",
            "100 %",
        ),
    ]


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else 2000):
        print(" | ".join(row.cells))
