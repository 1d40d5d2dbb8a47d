"""The machine: programs beside Python, disks, letters, the terminal, and what was compiled before."""

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from armstrace.desk.doctor.getting import program, with_extra
from armstrace.desk.doctor.item import Item, Standing
from armstrace.evidence.clock import clock_source
from armstrace.sources.traces.compiled import HAVE_NUMBA, roots

PROGRAMS = {
    "openssl": "verifies timestamps as a court's own expert would; without it our library does",
    "sha256sum": "lets a recipient check a bundle without armstrace",
    "duckdb": "lets anybody run the SQL of a finding again; its Python package does the same",
}
LOW_BYTES = 2 << 30
PRIVATE = "folder for what is private to one command"


def machine(case: Path | None) -> Iterator[Item]:
    """Look at the machine; `case` is the folder of the case at hand, if any."""
    system = f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count() or 1} processors"
    yield Item("system", "system", Standing.OK, system)
    yield Item("system", "clock", Standing.OK, clock_source())
    yield _letters()
    yield _terminal()
    for what, folder in _folders(case):
        yield _disk(what, folder)
    yield _compiled()
    for name, told in PROGRAMS.items():
        at = shutil.which(name) or (shutil.which("shasum") if name == "sha256sum" else None)
        if at:
            yield Item("programs", name, Standing.OK, f"{told} ({at})")
        else:
            yield Item("programs", name, Standing.ABSENT, told, program(name))


def _letters() -> Item:
    names = sys.getfilesystemencoding(), sys.stdout.encoding or "none", locale.getlocale()[0] or "C"
    told = f"file names {names[0]}, output {names[1]}, locale {names[2]}"
    good = all(each.lower().replace("-", "") == "utf8" for each in names[:2])
    todo = "" if good else "Set PYTHONUTF8=1, or a locale such as C.UTF-8: letters that cannot be shown become escapes."
    return Item("system", "letters", Standing.OK if good else Standing.DOUBTFUL, told, todo)


def _terminal() -> Item:
    if not sys.stdout.isatty():
        told = "output is no terminal: no colour, no progress"
    elif os.environ.get("NO_COLOR"):
        told = "no colour, as NO_COLOR asks"
    else:
        told = f"colour ({os.environ.get('TERM', 'unknown')})"
    return Item("system", "terminal", Standing.OK, told)


def _folders(case: Path | None) -> Iterator[tuple[str, Path]]:
    if case is not None:
        yield "case folder", case
    yield "this folder", Path.cwd()
    yield PRIVATE, Path(tempfile.gettempdir())


def _disk(what: str, folder: Path) -> Item:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Item("disks", what, Standing.BROKEN, f"{folder}: {error.strerror}", "Name another folder.")
    told = f"{folder}: {free / 1e9:,.1f} GB free"
    if not os.access(folder, os.W_OK):
        if what != PRIVATE:
            return Item("disks", what, Standing.DOUBTFUL, f"{told}, not writable")
        return Item("disks", what, Standing.BROKEN, f"{told}, not writable", "Set TMPDIR to a folder of your own.")
    if free < LOW_BYTES:
        return Item("disks", what, Standing.DOUBTFUL, told, "Make room: tables and bundles are written here.")
    return Item("disks", what, Standing.OK, told)


def _compiled() -> Item:
    if not HAVE_NUMBA:
        told = "numba is not installed: traces are read some twenty times slower"
        return Item("disks", "compiled code", Standing.ABSENT, told, with_extra("flights"))
    said = os.environ.get("NUMBA_CACHE_DIR")
    places = [Path(said)] if said else [root / "armstrace" / "compiled" for root in roots()]
    there = next((each for each in places if each.is_dir()), None)
    if there is None:
        told = f"none kept yet; the first reading of traces compiles into {places[0]}"
    else:
        told = f"{there}: {sum(1 for _ in there.rglob('*.nbc'))} functions kept; the folder may be deleted"
    return Item("disks", "compiled code", Standing.OK, told)
