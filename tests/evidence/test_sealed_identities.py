import json
from pathlib import Path

import pytest

from armstrace.evidence import identities, ledger
from armstrace.evidence.identities import (
    delete_identities,
    forget_identity,
    has_identities,
    make_identities,
    open_identities,
    put_identity,
    seal,
    sealed_ids,
)
from armstrace.evidence.sealed_box import COST
from armstrace.records.errors import CaseError

WORDS = "seven pale herons cross the delta"
CHEAP = 1 << 4


@pytest.fixture
def case(tmp_path: Path) -> Path:
    make_identities(tmp_path, WORDS, "p-1", cost=CHEAP)
    return tmp_path


def _bytes(case: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(case.rglob("*")) if path.is_file())


def test_a_name_goes_in_without_the_passphrase_and_out_with_it(case: Path) -> None:
    put_identity(case, "p-7f3a91", "Jéanne Doe, +44 20 7946 0958", "p-1")
    address = seal(case, "192.0.2.17")
    assert address.startswith("s-")
    assert sealed_ids(case) == ["p-7f3a91", address]
    assert open_identities(case, WORDS) == {"p-7f3a91": "Jéanne Doe, +44 20 7946 0958", address: "192.0.2.17"}
    assert open_identities(case, WORDS)["p-7f3a91"]
    held = _bytes(case)
    for secret in (b"Doe", b"192.0.2.17", b"7946 0958", "Jéanne".encode(), WORDS.encode()):
        assert secret not in held


def test_another_passphrase_opens_nothing(case: Path) -> None:
    put_identity(case, "p-7f3a91", "Jane Doe", "p-1")
    for wrong in ("", "seven pale herons cross the Delta", WORDS + " "):
        with pytest.raises(CaseError):
            open_identities(case, wrong)


def test_a_passphrase_of_few_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        make_identities(tmp_path, "short", "p-1", cost=CHEAP)
    assert not has_identities(tmp_path)


def test_the_size_of_a_box_does_not_tell_the_length_of_a_name(case: Path) -> None:
    sizes = set()
    for name in ("A", "Maximiliana Longname-Verylongname, of a house in a street of a town"):
        put_identity(case, "p-9", name, "p-1")
        sizes.add((case / "local" / identities.FILE).stat().st_size)
    assert len(sizes) == 1


def test_one_is_forgotten_and_all_are_and_the_ledger_says_so_without_a_name(case: Path) -> None:
    put_identity(case, "p-7f3a91", "Jane Doe", "p-1")
    put_identity(case, "p-8", "John Doe", "p-1")
    forget_identity(case, "p-7f3a91", "p-1")
    assert sealed_ids(case) == ["p-8"]
    with pytest.raises(CaseError):
        forget_identity(case, "p-7f3a91", "p-1")
    assert delete_identities(case, "p-1") == 1
    assert not has_identities(case)
    assert seal(case, "192.0.2.17") == ""
    did = [line.payload["did"] for line in ledger.read_lines(case)]
    assert did == ["made", "sealed", "sealed", "forgot", "deleted all"]


def test_no_byte_of_the_file_can_be_changed_unseen(case: Path) -> None:
    put_identity(case, "p-7f3a91", "Jane Doe", "p-1")
    put_identity(case, "p-8", "John Doe", "p-1")
    path = case / "local" / identities.FILE
    whole = json.loads(path.read_bytes())
    boxes = whole["boxes"]
    for changed in (
        {**whole, "boxes": {"p-7f3a91": boxes["p-8"], "p-8": boxes["p-7f3a91"]}},
        {**whole, "lock": {**whole["lock"], "cost": 2}},
        {**whole, "lock": {**whole["lock"], "cost": 1 << 40}},
        {**whole, "lock": {**whole["lock"], "public": "00" * 32}},
        {**whole, "boxes": {"p-8": {**boxes["p-8"], "nonce": "00" * 12}}},
        {**whole, "boxes": {"p-8": {**boxes["p-8"], "closed": "zz"}}},
        {"form": "another"},
    ):
        path.write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(CaseError):
            open_identities(case, WORDS)


def test_only_the_owner_can_read_it_and_guessing_is_dear(case: Path) -> None:
    assert (case / "local" / identities.FILE).stat().st_mode & 0o077 == 0
    assert COST >= 1 << 17
