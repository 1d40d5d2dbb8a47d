"""The demo's case, made once for all who look at it."""

from pathlib import Path

import pytest

from armstrace.desk.case import Case, open_case
from desk.web import conftest as of_the_web

made = of_the_web.made


@pytest.fixture(scope="session")
def demo(made: Path) -> Case:
    """The demo's case; it is searched, nothing is written into its ledger."""
    return open_case(made, "p-1")
