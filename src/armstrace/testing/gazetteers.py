"""A test class for the names that a plug-in brings, to be run by pytest."""

from typing import Any, ClassVar

from armstrace.gazetteer.plugged import Row, admit
from armstrace.plug_ins.found import GAZETTEERS, PlugIn, Unfit
from armstrace.testing.failing import NotHeld, hold


class GazetteerTests:
    """Name your package in a subclass called Test...: pytest does the rest."""

    package: ClassVar[Any]

    def _rows(self) -> dict[str, list[Row]]:
        try:
            return dict(admit(type(self).package, PlugIn(GAZETTEERS, "tried", "tried", "1", "")))
        except Unfit as reason:
            raise NotHeld(str(reason)) from reason

    def test_armstrace_would_take_its_tables(self) -> None:
        """Columns, codes and sources are there, and no name of ours is taken."""
        hold(all(self._rows().values()), "a table has no row")

    def test_no_name_is_a_word_of_every_text(self) -> None:
        """A name of one or two small letters would be found in every sentence."""
        for table, rows in self._rows().items():
            for row in rows:
                for name in (row["name"], *filter(None, row.get("aliases", "").split("|"))):
                    common = len(name) < 3 and name.islower()
                    hold(not common, f"{table}: {name!r} is too short a name for a text")
