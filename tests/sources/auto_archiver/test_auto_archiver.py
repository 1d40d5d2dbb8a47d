"""Tables of auto-archiver: cells in Python's notation are data and never run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.records.errors import UnreadableValue
from armstrace.sources.archived.notation import value_of

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_what_python_prints_is_read_back(value: object) -> None:
    assert value_of(repr(value)) == value


@pytest.mark.parametrize(
    "cell",
    [
        "__import__('os').system('id')", "(lambda: 1)()", "[x for x in (1,)]", "f'{1}'", "open('/etc/passwd')", "x",
        "datetime.datetime(2020, 1, 1, tzinfo=evil)", "datetime.datetime(2020, 13, 1)", "datetime.datetime.now()",
        "datetime.datetime('x')", "{**{}}.pop", "1 if 1 else 2", "'a' * 10**9", "9**9**9", "(" * 500 + ")" * 500,
        "[" * 100_000, "-" * 100_000 + "1", "", "'unclosed", "1;2", "\0", "b'bytes'", "1j", "...",
    ],
)  # fmt: skip
def test_whatever_else_stands_there_is_no_value(cell: str) -> None:
    with pytest.raises(UnreadableValue):
        value_of(cell)
