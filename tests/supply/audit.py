"""Asks PyPI's advisory service about every library in the lock: `python audit.py UV`, as `make audit` does.

Ends with 0 where nothing is known against any, 1 where something is, 2 where the service could not be asked, or
knows some of them not (a mirror often has no advisories): then nothing is known either way, and that is said.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_UNREACHED = ("Connection", "Max retries", "timed out", "Name or service", "ServiceError", "SSLError")


def main() -> int:
    """Ask, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / "requirements.txt"
        words = ["export", "--quiet", "--locked", "--no-dev", "--all-extras", "--no-emit-project", "--output-file"]
        subprocess.run([sys.argv[1], *words, str(named)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        count = sum(line[:1].isalnum() for line in named.read_text(encoding="utf-8").splitlines())
        asked = [sys.executable, "-m", "pip_audit", "--requirement", str(named), "--require-hashes", "--disable-pip"]
        done = subprocess.run([*asked, "--progress-spinner", "off"], capture_output=True, text=True, check=False)
    unknown = done.stdout.count("could not be audited")
    if done.returncode == 0 and unknown:
        sys.stdout.write(
            f"Of {count} libraries the service here knows {count - unknown}: NOTHING is known of {unknown}.\n"
        )
        return 2
    sys.stdout.write(done.stdout)
    if done.returncode == 0:
        sys.stdout.write(f"{count} libraries in the lock: no advisory is known against any of them today.\n")
        return 0
    if any(word in done.stderr for word in _UNREACHED):
        last = done.stderr.strip().rpartition("\n")[2][:200]
        sys.stdout.write(f"The advisory service could not be asked, so NOTHING is known about faults: {last}\n")
        return 2
    sys.stderr.write(done.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
