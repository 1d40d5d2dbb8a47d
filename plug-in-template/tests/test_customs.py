"""The source keeps the rules that armstrace's own sources keep."""

from pathlib import Path

from armstrace_example import customs

from armstrace.testing import SourceTests


class TestCustoms(SourceTests):
    """Run by pytest for each sample."""

    source = customs
    samples = Path(__file__).parent / "customs_sheet"
