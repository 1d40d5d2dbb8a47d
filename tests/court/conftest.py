"""A case, its bundle and an authority for timestamps, made once; tests work on copies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from armstrace.desk.bundle_stamp import Stamping
from armstrace.desk.case import Case
from court.hostile_case import Hostile, hostile_case, listening
from court.made_case import made_case, packed
from desk import conftest as of_the_desk
from eval.authority import Authority, made_authority
from system_tools import path_of

armstrace = of_the_desk.armstrace


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case that is bundled; nobody writes into it but by packing it."""
    return made_case(tmp_path_factory.mktemp("court"))


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority for timestamps; the test is skipped where there is no openssl."""
    path_of("openssl")
    return made_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def plain(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the case, without a timestamp."""
    return packed(case, tmp_path_factory.mktemp("plain") / "bundle").out


@pytest.fixture(scope="session")
def stamped(case: Case, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the case with a timestamp."""
    with authority.served() as url:
        done = packed(
            case, tmp_path_factory.mktemp("stamped") / "bundle", how=Stamping(url, root=authority.root.read_bytes())
        )
    assert done.sealed.stamped
    return done.out


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """A case of exhibits that mean harm, and the listener that they would speak to."""
    with listening() as listener:
        yield hostile_case(tmp_path_factory.mktemp("hostile"), listener)
