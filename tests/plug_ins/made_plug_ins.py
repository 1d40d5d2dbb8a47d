"""Distributions made up for a test: a folder with modules and the metadata that an installer would leave."""

from collections.abc import Mapping
from pathlib import Path

SOURCE = """
from armstrace.records.origin import read_key
from armstrace.records.sources import SetAside, Source

SOURCE = Source(
    name="{name}", title="Made up", publisher="a test", url="https://example.org", licence="none",
    kinds=("document",), covers="nothing", limits=({limits}),
)

def recognises(head, name):
    {recognises}

def read(exhibit, options):
    {read}
    yield SetAside(exhibit.sha256, "row=1", SOURCE.reader, "made up", "x")
"""
CHECK = '''
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict

NAME, VERSION = "{name}", 1

def accepts(claim):
    {accepts}

def check(claim, ground):
    """Answer by what a test says: this is the note that the dossier prints."""
    {check}
    return Finding(claim=claim, check=NAME, method="mine", verdict=Verdict.CANNOT_TELL, reason="Made up.")
'''


def source(name: str, *, limits: str = '"It shows nothing.",', recognises: str = "return 0", read: str = "") -> str:
    """Write a module with a source."""
    return SOURCE.format(name=name, limits=limits, recognises=recognises, read=read)


def check(name: str, *, accepts: str = "return True", check: str = "") -> str:
    """Write a module with a check."""
    return CHECK.format(name=name, accepts=accepts, check=check)


def distribution(folder: Path, name: str, points: Mapping[str, Mapping[str, str]], modules: Mapping[str, str]) -> None:
    """Lay a distribution into a folder: entry points by group, modules or files by path."""
    about = folder / f"{name.replace('-', '_')}-1.2.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{left} = {right}\n" for left, right in of.items()) for group, of in points.items()
    ]
    (about / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    for path, text in modules.items():
        at = folder / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8")
