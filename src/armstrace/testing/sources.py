"""A test class for the sources of a plug-in, to be run by pytest."""

from pathlib import Path
from typing import Any, ClassVar

from armstrace.plug_ins.found import SOURCES, PlugIn
from armstrace.sources.plugged import admit
from armstrace.testing import source_rules
from armstrace.testing.failing import hold
from armstrace.testing.held import Held


class SourceTests:
    """Name your module and the folder of its samples in a subclass called Test...: pytest does the rest.

    class TestCustoms(SourceTests):
        source = my_package.customs
        samples = Path(__file__).parent / "customs"
    """

    source: ClassVar[Any]
    samples: ClassVar[Path]

    def pytest_generate_tests(self, metafunc: Any) -> None:
        """Let each test run for each sample."""
        if "sample" in metafunc.fixturenames:
            found = source_rules.samples_in(metafunc.cls.samples)
            hold(found, f"{metafunc.cls.samples} holds no sample*")
            metafunc.parametrize("sample", found, ids=[path.name for path in found])

    def _held(self, sample: Path) -> Held:
        return Held(type(self).source, sample)

    def test_it_is_admitted(self) -> None:
        """Armstrace would take it in as a plug-in."""
        admit(type(self).source, PlugIn(SOURCES, "tried", "tried", "1", ""))

    def test_it_says_what_it_is_and_cannot_show(self) -> None:
        """See source_rules.says_what_it_is."""
        source_rules.says_what_it_is(type(self).source.SOURCE)

    def test_it_knows_its_own_and_no_stranger(self, sample: Path) -> None:
        """See source_rules.knows_its_own_and_no_stranger."""
        source_rules.knows_its_own_and_no_stranger(self._held(sample))

    def test_same_bytes_same_records(self, sample: Path) -> None:
        """See source_rules.same_bytes_same_records."""
        source_rules.same_bytes_same_records(self._held(sample))

    def test_every_record_says_where_it_stands_and_who_read_it(self, sample: Path) -> None:
        """See source_rules.says_where_and_who."""
        source_rules.says_where_and_who(self._held(sample))

    def test_places_lead_back_to_the_bytes(self, sample: Path) -> None:
        """See source_rules.places_lead_back."""
        source_rules.places_lead_back(self._held(sample))

    def test_bad_lines_are_set_aside_and_counted(self, sample: Path) -> None:
        """See source_rules.bad_lines_are_set_aside."""
        source_rules.bad_lines_are_set_aside(self._held(sample))

    def test_a_new_column_is_refused_by_name(self, sample: Path) -> None:
        """See source_rules.a_new_column_is_refused."""
        source_rules.a_new_column_is_refused(self._held(sample))

    def test_it_opens_no_socket_and_writes_nothing(self, sample: Path) -> None:
        """See source_rules.keeps_to_itself."""
        source_rules.keeps_to_itself(self._held(sample))

    def test_hostile_files_are_bounded(self, sample: Path) -> None:
        """See source_rules.hostile_is_bounded."""
        source_rules.hostile_is_bounded(self._held(sample))

    def test_long_lines_grow_evenly(self, sample: Path) -> None:
        """See source_rules.long_lines_grow_evenly."""
        source_rules.long_lines_grow_evenly(self._held(sample))

    def test_the_records_are_those_pinned(self, sample: Path) -> None:
        """See source_rules.records_are_those_pinned."""
        source_rules.records_are_those_pinned(self._held(sample))
