"""Lists what armstrace is made of, from the lock, as CycloneDX: `python sbom.py UV OUT`; same lock, same bytes."""

import hashlib
import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def bill(uv: str) -> dict[str, Any]:
    """Give the list: every library of every extra with the SHA-256 of its files; nothing of development."""
    words = [uv, "export", "--quiet", "--locked", "--no-dev", "--all-extras", "--format", "cyclonedx1.5"]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    # a random number and the time of day say nothing of the software
    told["metadata"].pop("timestamp", None)
    told.pop("serialNumber", None)
    spelt = json.dumps(told, sort_keys=True).encode()
    return {**told, "serialNumber": f"urn:uuid:{uuid.UUID(hashlib.sha256(spelt).hexdigest()[:32])}"}


def main() -> None:
    """Write the list and say what it holds."""
    told, out = bill(sys.argv[1]), Path(sys.argv[2])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{out}: {len(told['components'])} libraries, CycloneDX {told['specVersion']}\n")


if __name__ == "__main__":
    main()
