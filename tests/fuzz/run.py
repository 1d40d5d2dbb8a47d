"""Fuzzes targets one after the other: `python -m fuzz.run [--minutes N] [TARGET...]`, as `make fuzz` does.

Each runs in a process of its own under atheris. A finding is any error but an ArmstraceError, more than SECONDS for
one input, or more than MEGABYTES; its input is put into the corpus, where the suite replays it. New inputs that reach
further are kept in .tools/fuzz-corpus, for the next run on this machine.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from fuzz.mutating import changed
from fuzz.shapes import hostile_shapes
from fuzz.targets import GROUPS, MOST_BYTES, targets

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / ".tools" / "fuzz-corpus"
SECONDS, MEGABYTES = 25, 2048
_CHILD = "--one"


def main() -> int:
    """Run every target asked for and say how each went."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("targets", nargs="*")
    words.add_argument("--minutes", type=float, default=float(os.environ.get("FUZZ_MINUTES") or 2))
    asked = words.parse_args()
    groups = {name: group for group in GROUPS for name in targets(group)}
    unknown = sorted(set(asked.targets) - groups.keys())
    if unknown:
        words.error(f"no such target: {', '.join(unknown)}; there are {', '.join(sorted(groups))}")
    findings = 0
    for name in asked.targets or sorted(groups):
        started = time.monotonic()
        code, said = _fuzzed(groups[name], name, asked.minutes * 60)
        runs = next((line for line in reversed(said) if line.startswith("Done ")), "stopped early")
        findings += code != 0
        verdict = "nothing found" if code == 0 else f"FOUND (exit {code})"
        print(f"{name:32} {time.monotonic() - started:6.0f} s  {runs:40}  {verdict}", flush=True)
        if code:
            print("\n".join(said[-40:]), flush=True)
    return 3 if findings else 0


def _fuzzed(group: str, name: str, seconds: float) -> tuple[int, list[str]]:
    seeds, kept = FOUND / "seeds" / name, FOUND / name
    for folder in (seeds, kept, _corpus(name)):
        folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "fuzz.run", _CHILD, group, name, str(kept), str(_corpus(name)), str(seeds)]
    limits = [
        f"-max_total_time={seconds:.0f}",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-report_slow_units={SECONDS}",
    ]
    artifacts = f"-artifact_prefix={_corpus(name)}/"
    done = subprocess.run(
        [*command, *limits, f"-max_len={MOST_BYTES}", artifacts, "-print_final_stats=1"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)])},
    )
    if not any(_corpus(name).iterdir()):
        _corpus(name).rmdir()
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()


def _corpus(name: str) -> Path:
    return ROOT / "tests" / "fuzz" / "corpus" / name


def one(group: str, name: str, arguments: list[str]) -> None:
    """Fuzz one target in this process; it does not come back."""
    import atheris  # noqa: PLC0415  # in an environment of its own

    # what numba compiles must stay as it is written
    traces = ROOT / "src" / "armstrace" / "sources" / "traces"
    compiled = [f"armstrace.sources.traces.scanning.{path.stem}" for path in (traces / "scanning").glob("*.py")]
    compiled += [f"armstrace.sources.traces.{name}" for name in ("joining", "compiled")]
    with atheris.instrument_imports(include=list(GROUPS[group]), exclude=compiled, enable_loader_override=False):
        target = targets(group)[name]
    for number, seed in enumerate([*target.seeds(), *hostile_shapes()]):
        (Path(arguments[2]) / f"seed-{number:03}").write_bytes(seed[:MOST_BYTES])
    packed = any(each[:2] == b"\x1f\x8b" or each[:4] == b"PK\3\4" for each in target.seeds())

    def mutator(data: bytes, most: int, seed: int) -> bytes:
        return changed(data, most, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *arguments], target.tried, **({"custom_mutator": mutator} if packed else {}))
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [_CHILD]:
        one(sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(main())
