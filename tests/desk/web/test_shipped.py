"""What is shipped of others is what its notice says, byte for byte."""

import hashlib
from pathlib import Path

import pytest

import armstrace.desk.web
from desk.web.serving import AXE

WEB = Path(armstrace.desk.web.__file__).parent


@pytest.mark.parametrize(
    ("file", "notice"), [(WEB / "static" / "htmx.min.js", WEB / "HTMX-NOTICE.txt"), (AXE, AXE.with_name("NOTICE.txt"))]
)
def test_a_shipped_file_is_the_one_noted(file: Path, notice: Path) -> None:
    assert hashlib.sha256(file.read_bytes()).hexdigest() in notice.read_text(encoding="utf-8")


def test_no_page_or_script_of_ours_names_another_host() -> None:
    ours = [
        path for folder in ("templates", "static") for path in (WEB / folder).iterdir() if path.name != "htmx.min.js"
    ]
    for path in ours:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, path
        assert "https://" not in text, path
        assert "//cdn" not in text, path
