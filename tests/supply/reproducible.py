"""Builds the wheel twice, in other folders, with another umask, time zone and clock: `python reproducible.py UV`.

The source archive is built first and the wheel from what it holds, as `make wheel` does. The bytes must be the same:
then anybody can see that a wheel was made from this source.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".tools", "__pycache__", ".*_cache", ".hypothesis", "dist", "_site")


def built(uv: str, folder: Path, umask: int, zone: str) -> dict[str, str]:
    """Build in a copy of the checkout, and give the SHA-256 of what came of it, by name."""
    copy = folder / "a copy" / "of it"
    shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
    for path in copy.rglob("*"):
        os.utime(path, (time.time(), time.time() - len(zone) * 86_400))
    command = f'umask {umask:03o} && exec "$0" build --quiet --out-dir out'
    kept = {name: os.environ[name] for name in os.environ if not name.startswith("SOURCE_DATE")}
    subprocess.run(["/bin/sh", "-c", command, uv], cwd=copy, check=True, env={**kept, "TZ": zone})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (copy / "out").glob("armstrace*")}


def main() -> int:
    """Build twice and compare."""
    uv = str(Path(shutil.which(sys.argv[1]) or sys.argv[1]).absolute())
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first = built(uv, Path(one), 0o022, "UTC")
        second = built(uv, Path(other), 0o077, "Pacific/Kiritimati")
    for name in sorted({*first, *second}):
        same = first.get(name) == second.get(name)
        sys.stdout.write(f"{name}  {first.get(name, '-')}  {'the same twice' if same else 'DIFFERS'}\n")
    return 0 if first == second and len(first) == 2 else 1


if __name__ == "__main__":
    sys.exit(main())
