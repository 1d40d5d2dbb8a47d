"""A case, its bundle and an authority for timestamps, made once; tests work on copies."""

from pathlib import Path

import pytest

from armstrace.desk.bundle_stamp import Stamping
from armstrace.desk.case import Case
from armstrace.desk.page import Pages, write_pages
from armstrace.desk.resolve import reopen
from armstrace.dossier.page import render
from court.demo_dossier import Made, demo_case, made_of
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
def demo(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The demonstration case with its dossier; nobody writes into it."""
    return made_of(demo_case(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def demo_page(demo: Made) -> str:
    """The dossier of the demonstration as a page, every value in it opened again."""
    return render(demo.dossier, reopen(demo.case, demo.checked.document, demo.dossier))


@pytest.fixture(scope="session")
def demo_pdf(demo: Made, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The dossier of the demonstration as a PDF, at a fixed time."""
    patch = pytest.MonkeyPatch()
    patch.setenv("SOURCE_DATE_EPOCH", "1795402800")
    out = tmp_path_factory.mktemp("pdf") / "dossier.pdf"
    write_pages(demo.case, demo.checked, Pages(pdf=out))
    patch.undo()
    return out.read_bytes()


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
