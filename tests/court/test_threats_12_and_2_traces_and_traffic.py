"""Threats 12 and 2: no command writes outside the case and the output it was given, and none connects to anybody."""

from court.conftest import Traces


def test_nothing_is_written_elsewhere_and_nobody_is_asked(traces: Traces) -> None:
    for name, trace in traces.by_command.items():
        assert trace.asked == (), name
        assert trace.written_outside(traces.root, traces.out, traces.private) == set(), name
    assert list(traces.private.iterdir()) == [], "the private folder is gone"
    assert not traces.home.exists()


def test_what_a_trace_shows_is_seen(traces: Traces) -> None:
    added, bundled = traces.by_command["add"], traces.by_command["bundle"]
    assert added.written_outside(traces.out) != set(), "exhibits were written into the case"
    assert any(path.endswith("/ledger.jsonl") for path in added.written)
    assert any("/tables/" in path for path in added.written)
    assert bundled.written_outside(traces.root, traces.private) != set()
    assert any(path.endswith("/ledger.jsonl") for path in bundled.opened)
