"""A small case to bundle, and what somebody could do to the bundle."""

import shutil
from datetime import date
from pathlib import Path

from armstrace.desk.bundles.bundle import Bundled, Wish, bundle
from armstrace.desk.bundles.stamp import Stamping
from armstrace.desk.case import Case, new_case, open_case
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.days import keep_day
from armstrace.desk.documents.document import load_text
from armstrace.desk.results import keep
from desk.made_files import PUBLISHED, article_and_register, write

WHY = "filed with the court's leave"


def made_case(folder: Path) -> Case:
    """Make a case with a register, an article that was checked, a photograph nobody can read, and a note held back."""
    case = new_case(folder / "case", title="A case \u202eto bundle", question="Who armed whom?", said_by="p-1")
    inbox = folder / "inbox"
    inbox.mkdir()
    article, register = article_and_register(inbox)
    document = case.add(article, licence="own work")
    for exhibit in (document, case.add(register), case.add(write(inbox, "photo.jpg", b"\xff\xd8\xff" + bytes(4000)))):
        case.read(exhibit)
    case.read(case.add(write(inbox, "no licence said.txt", "The weather was fine on all days of the week.\n")))
    day = date.fromisoformat(PUBLISHED)
    keep_day(case, document, day)
    keep(case, check_document(case, load_text(case, document, day)))
    case.tables.close()
    return case


def packed(case: Case, out: Path, *, as_zip: bool = False, again: bool = False, how: Stamping | None = None) -> Bundled:
    """Pack a case for a non-commercial use."""
    wish = Wish(to="the court", non_commercial=True, as_zip=as_zip, again=again, stamping=how)
    return bundle(open_case(case.root, "p-1"), out, wish)


def copied(root: Path, folder: Path) -> Path:
    """Copy a bundle to do something to it."""
    return Path(shutil.copytree(root, folder / "copy"))
