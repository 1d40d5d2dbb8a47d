"""What a case, a bundle or a plan of somebody else says: ledgers, bundles, settings, sealed names, accounts."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

from armstrace.desk.bundles.bundle import Wish, bundle
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import describe
from armstrace.desk.chains.asked import entries
from armstrace.desk.intake import Case
from armstrace.desk.redaction.plan import read_plan
from armstrace.desk.web.accounts.file import read_accounts
from armstrace.desk.web.jobs.record import Job, State, all_jobs
from armstrace.evidence import custody, ledger
from armstrace.evidence.chain import verify_chain
from armstrace.evidence.identities import make_identities, open_identities, put_identity, sealed_ids
from armstrace.evidence.lines import GENESIS, Line, decode, encode
from court.light_case import light_case
from desk.made_files import ARTICLE
from eval.mutations import rewrite_manifests
from fuzz.targets import Target, scratch, written

PASSPHRASE = "a passphrase of the tests"  # noqa: S105  # it seals nothing
COST = 16


def targets() -> Mapping[str, Target]:
    """Give a target for each file of a case or a bundle that another may have written."""
    return {
        "ledger": Target(_ledger, lambda: [(_light() / "ledger.jsonl").read_bytes()]),
        "ledger-said": Target(_ledger_said, _said),
        "bundle": Target(_bundle, lambda: [_zipped().read_bytes()]),
        "bundle-said": Target(_bundle_said, _parts),
        "settings": Target(_settings, _tomls),
        "plan": Target(_plan, _plans),
        "identities": Target(_identities, lambda: [_sealed().read_bytes()]),
        "accounts": Target(_accounts, _roles),
        "jobs": Target(_jobs, _works),
    }


@cache
def _light() -> Path:
    """A case with one document, made in a moment."""
    case = light_case(scratch() / "light")
    (scratch() / "article.txt").write_text(ARTICLE, encoding="utf-8")
    case.read(case.add(scratch() / "article.txt", licence="own work"))
    case.tables.close()
    return case.root


@cache
def _zipped() -> Path:
    out = bundle(Case(_light(), "p-1"), scratch() / "bundle.zip", Wish(to="a court", as_zip=True))
    return out.out


@cache
def _folder() -> Path:
    return bundle(Case(_light(), "p-1"), scratch() / "bundle", Wish(to="a court")).out


def _ledger(data: bytes) -> None:
    root = scratch() / "told"
    root.mkdir(exist_ok=True)
    (root / "ledger.jsonl").write_bytes(data)
    verify_chain(root)
    lines = ledger.read_lines(root)
    custody.gather(root, lines)


def _chained(data: bytes) -> bytes:
    """Chain lines `ACT PAYLOAD` as somebody would who knows the form."""
    sealed, before = [], GENESIS
    for number, raw in enumerate(data.splitlines()[:500], 1):
        act, _, said = raw.decode("utf-8", "replace").partition(" ")
        try:
            payload = json.loads(said)
        except (ValueError, RecursionError):
            payload = {"said": said[:100]}
        if not isinstance(payload, dict):
            payload = {"said": payload}
        with suppress(ValueError, RecursionError):
            line = encode(Line(number, before, "2020-10-05T00:00:00Z", "p-1", act, payload))
            before = decode(line).sha256
            sealed.append(line + b"\n")
    return b"".join(sealed)


def _ledger_said(data: bytes) -> None:
    """A ledger whose chain holds, and whose lines say anything."""
    _ledger(_chained(data))


def _said() -> Iterator[bytes]:
    lines = ledger.read_lines(_light())
    yield b"\n".join(f"{each.act} {json.dumps(dict(each.payload))}".encode() for each in lines)


def _bundle(data: bytes) -> None:
    path = written(data, "told.zip")
    json.dumps(verify_bundle(path, Trust()).as_json())


def _bundle_said(data: bytes) -> None:
    """A bundle whose sums hold, with one file in it that says anything: the first line names it."""
    named, _, content = data.partition(b"\n")
    root = scratch() / "said"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(_folder(), root)
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    # whoever rewrites manifests rewrites bag-info.txt, and must be able to read it
    names = [each for each in names if "manifest" not in each and each != "bag-info.txt"]
    wanted = named.decode("utf-8", "replace")
    path = root / (wanted if wanted in names else names[len(data) % len(names)])
    path.chmod(0o644)
    # a ledger without a line is found by its manifest already
    path.write_bytes((_chained(content) or path.read_bytes()) if path.name == "ledger.jsonl" else content)
    rewrite_manifests(root)
    json.dumps(verify_bundle(root, Trust()).as_json())


def _parts() -> Iterator[bytes]:
    for path in sorted(_folder().rglob("*")):
        name = path.relative_to(_folder()).as_posix()
        if path.is_file() and "manifest" not in name and path.stat().st_size < 20_000:
            content = next(_said()) if path.name == "ledger.jsonl" else path.read_bytes()
            yield name.encode() + b"\n" + content


def _settings(data: bytes) -> None:
    root = scratch() / "settings"
    root.mkdir(exist_ok=True)
    (root / "case.toml").write_bytes(data)
    describe(root)
    entries(Case(root, "p-1"))


def _tomls() -> Iterator[bytes]:
    yield (
        b'title = "Who?"\nquestion = "What"\nparties = ["ARM", "AZE"]\nperiod = "2010/2020"\nsensitive = true\n'
        b'[roles]\np-1 = "analyst"\n[[chain]]\nname = "a"\nhops = ["ISR", "AZE"]\nplace = "Stepanakert"\n'
        b'from = "2020-09-27"\nto = "2020-11-10"\nweapon = "M095"\nuser = "AZE"\nopponents = ["ARM"]\n'
        b'route = "licence-review"\ndecided = {1 = "2018-05"}\n'
    )
    yield b'[[chain]]\nhops = [{supplier = "ISR", recipient = "AZE", what = "system", designation = "LAR-160"}]\n'


def _plan(data: bytes) -> None:
    read_plan(written(data, "plan.toml"))


def _plans() -> Iterator[bytes]:
    yield (
        b'public = ["Baku"]\n[[name]]\nfind = "John Doe"\nreason = "source"\nalso = ["J. Doe"]\n[[exhibit]]\n'
        b'exhibit = "abcdefabcdef"\nreason = "source"\n[[exhibit.part]]\nwords = "a name"\nreason = "source"\n'
    )


@cache
def _sealed() -> Path:
    root = scratch() / "sealed"
    light_case(root)
    make_identities(root, PASSPHRASE, "p-1", cost=COST)
    put_identity(root, "s-1", "Jane Doe, 1 Main Street", "p-1")
    (kept,) = [path for path in (root / "local").iterdir() if path.is_file() and b"boxes" in path.read_bytes()]
    return kept


def _identities(data: bytes) -> None:
    path = _sealed()
    good = path.read_bytes()
    try:
        path.write_bytes(data)
        sealed_ids(path.parents[1])
        # a file may ask for seconds of work by its cost, as ssh's keys do; here nobody waits for it
        if b'"cost": 16' in data:
            open_identities(path.parents[1], PASSPHRASE)
    finally:
        path.write_bytes(good)


def _accounts(data: bytes) -> None:
    path = written(data, "accounts.json")
    path.chmod(0o600)
    read_accounts(path)


def _roles() -> Iterator[bytes]:
    account = {"name": "ana", "by": "p-1", "role": "analyst", "password": "$argon2id$v=19$m=8,t=1,p=1$YWJj$YWJj"}
    yield json.dumps({"form": 1, "accounts": [account]}).encode()


def _jobs(data: bytes) -> None:
    root = scratch() / "jobs"
    folder = root / "local" / "web" / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "20201005-1.json").write_bytes(data)
    all_jobs(root)


def _works() -> Iterator[bytes]:
    job = Job("20201005-1", "read", "article.txt", "p-1", State.WAITING, "2020-10-05T00:00:00Z", {"again": "yes"})
    yield json.dumps(asdict(job)).encode()
