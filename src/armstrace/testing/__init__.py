"""What a package outside armstrace runs to show that its sources, checks and names keep the house's rules.

docs/plug-ins.md shows the three lines a test file needs; armstrace's own sources are held to the same functions.
"""

from armstrace.testing.checks import CheckTests
from armstrace.testing.failing import NotHeld
from armstrace.testing.gazetteers import GazetteerTests
from armstrace.testing.sources import SourceTests

__all__ = ["CheckTests", "GazetteerTests", "NotHeld", "SourceTests"]
