"""Tables of what was measured: printed, and written to docs/ with the day and the machine."""

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def shared(name: str) -> Path | None:
    """Give a file or folder of the real data beside the checkout, None where it is absent."""
    path = ROOT.parent / "shared" / name
    return path if path.exists() else None


def machine() -> str:
    """Say what this machine is: processor, number of them, memory, system, Python."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        name = models[0] if models else name
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores, system, python = os.cpu_count() or 1, platform.system(), platform.python_version()
    return f"{name}, {cores} processors, {memory:.0f} GiB; {system}; Python {python}"


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table that reads well both as Markdown and on a terminal."""
    cells = [list(names), *(list(row) for row in rows)]
    widths = [max(3, *(len(row[column]) for row in cells)) for column in range(len(names))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def publish(name: str, title: str, how: str, parts: Sequence[str]) -> None:
    """Print the parts and write them as a page of docs/."""
    _put(name, "\n\n".join([f"# {title}", measured_on(), how, *parts]) + "\n")


def measured_on() -> str:
    """Say when and where something was measured."""
    return f"Measured on {datetime.now(UTC).date().isoformat()} on {machine()}."


def sections(name: str) -> list[tuple[str, str]]:
    """Give the sections of a page of docs/ as title and text; the first, without a title, is what stands above them."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    head, *parts = page.rstrip("\n").split("\n\n## ")
    return [("", head), *((title, text.strip()) for title, _, text in (part.partition("\n") for part in parts))]


def apart(head: str) -> list[str]:
    """Say when a section is measured, where the page above it says another day or machine."""
    return [] if measured_on() in head else [measured_on()]


def write(name: str, found: Sequence[tuple[str, str]]) -> None:
    """Write a page of docs/ from its sections, and print it."""
    _put(name, "\n\n".join(f"## {title}\n\n{text}" if title else text for title, text in found) + "\n")


def _put(name: str, page: str) -> None:
    (ROOT / "docs" / name).write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    sys.stdout.write(f"\nwritten to docs/{name}\n")
