"""Every way to spoil a ledger of thirty lines, and one of two hundred checked by a shell that knows nothing of us."""

import inspect
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.evidence.chain import Break, ChainReport, Head, How, verify_chain
from armstrace.evidence.ledger import append, head, read_lines
from armstrace.evidence.lines import decode, encode
from armstrace.records.errors import CustodyBroken

LINES = 30
PLACES = st.integers(1, LINES)
NOT_LAST = st.integers(1, LINES - 1)
# the machine may be busy with something else; how long a check takes is measured elsewhere
UNHURRIED = settings(deadline=None)
GARBAGE = st.binary(max_size=80).filter(lambda raw: b"\n" not in raw)


def clock() -> datetime:
    return datetime(2026, 9, 1, 12, tzinfo=UTC)


@cache
def good_lines(count: int = LINES) -> tuple[bytes, ...]:
    with TemporaryDirectory() as folder:
        for number in range(count):
            append(
                Path(folder), "note", "p-1", clock=clock, words=f"line {number} Şuşa \udce9", sha256=f"{number:064x}"
            )
        return tuple((Path(folder) / "ledger.jsonl").read_bytes().splitlines(keepends=True))


@contextmanager
def case_with(*lines: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "ledger.jsonl").write_bytes(b"".join(lines))
        yield Path(folder)


def report_of(*lines: bytes, anchor: Head | None = None) -> ChainReport:
    with case_with(*lines) as case:
        report = verify_chain(case, anchor)
        if anchor is None and report.broken:
            with pytest.raises(CustodyBroken, match=f"Line {report.broken.line} .*{report.broken.how}"):
                read_lines(case)
        return report


def found(*lines: bytes) -> tuple[int, How] | None:
    broken = report_of(*lines).broken
    return (broken.line, broken.how) if broken else None


def resealed(raw: bytes, words: str = "forged") -> bytes:
    line = decode(raw.rstrip(b"\n"))
    return encode(replace(line, payload={**line.payload, "words": words})) + b"\n"


def test_the_ledger_itself_is_whole() -> None:
    report = report_of(*good_lines())
    assert report == ChainReport(Head(LINES, decode(good_lines()[-1].strip()).sha256))
    assert report.ok


@UNHURRIED
@given(st.data())
def test_one_changed_byte_anywhere_is_found_and_its_line_named(data: st.DataObject) -> None:
    whole = b"".join(good_lines())
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[place]))
    line = whole.count(b"\n", 0, place) + 1
    report = report_of(whole[:place] + bytes([byte]) + whole[place + 1 :])
    if line == LINES and (byte == 0 or place == len(whole) - 1):
        # the last line without its newline, or with NULs, is what a crash leaves: it is said, not lost unseen
        assert report.ok
        assert report.torn == len(good_lines()[-1])
        assert report.head.count == LINES - 1
    else:
        assert report.broken
        assert (report.broken.line, report.broken.how) == (line, How.ALTERED)


def test_every_single_byte_of_a_small_ledger_counts() -> None:
    lines = good_lines()[:3]
    whole = bytearray(b"".join(lines))
    with case_with() as case:
        for place in range(len(whole) - 1):
            whole[place] ^= 1
            (case / "ledger.jsonl").write_bytes(whole)
            broken = verify_chain(case).broken
            whole[place] ^= 1
            assert broken
            assert broken.line == whole.count(b"\n", 0, place) + 1


@UNHURRIED
@given(st.data(), PLACES)
def test_bytes_taken_out_of_or_put_into_a_line_are_found(data: st.DataObject, line: int) -> None:
    raw = good_lines()[line - 1]
    start = data.draw(st.integers(0, len(raw) - 2))
    end = data.draw(st.integers(start, len(raw) - 2))
    put_in = data.draw(GARBAGE.filter(lambda held: held != raw[start:end] and b"\0" not in held))
    lines = [*good_lines()[: line - 1], raw[:start] + put_in + raw[end:], *good_lines()[line:]]
    assert found(*lines) == (line, How.ALTERED)


@UNHURRIED
@given(NOT_LAST)
def test_a_line_forged_with_a_new_sum_is_found_by_the_next(line: int) -> None:
    lines = [*good_lines()[: line - 1], resealed(good_lines()[line - 1]), *good_lines()[line:]]
    assert found(*lines) == (line, How.ALTERED)


@UNHURRIED
@given(NOT_LAST, st.integers(1, 5))
def test_lines_taken_out_are_found(line: int, count: int) -> None:
    upto = min(line + count, LINES)
    assert found(*good_lines()[: line - 1], *good_lines()[upto - 1 :]) == (line, How.DELETED)


@UNHURRIED
@given(NOT_LAST, GARBAGE)
def test_rubbish_put_in_is_found(line: int, rubbish: bytes) -> None:
    lines = [*good_lines()[: line - 1], rubbish + b"\n", *good_lines()[line - 1 :]]
    assert found(*lines) == (line, How.INSERTED)


@UNHURRIED
@given(NOT_LAST)
def test_a_line_forged_to_fit_and_put_in_is_found(line: int) -> None:
    lines = [*good_lines()[: line - 1], resealed(good_lines()[line - 1]), *good_lines()[line - 1 :]]
    assert found(*lines) == (line, How.INSERTED)


@UNHURRIED
@given(PLACES, st.integers(1, LINES + 1))
def test_a_line_given_twice_is_found(line: int, place: int) -> None:
    lines = [*good_lines()[: place - 1], good_lines()[line - 1], *good_lines()[place - 1 :]]
    # a copy right before its original cannot be told from one right after it
    assert found(*lines) == (place + 1 if place == line else place, How.INSERTED)


@UNHURRIED
@given(PLACES, PLACES)
def test_lines_swapped_are_found(one: int, other: int) -> None:
    lines = list(good_lines())
    lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
    assert found(*lines) == (None if one == other else (min(one, other), How.REORDERED))


@UNHURRIED
@given(st.permutations(range(LINES)))
def test_any_order_but_the_right_one_is_found_at_its_first_wrong_line(order: list[int]) -> None:
    wrong = [place for place, held in enumerate(order, 1) if held != place - 1]
    assert found(*(good_lines()[held] for held in order)) == ((wrong[0], How.REORDERED) if wrong else None)


@UNHURRIED
@given(st.integers(0, LINES - 1))
def test_lines_cut_off_the_end_show_only_against_an_anchor(left: int) -> None:
    anchor = report_of(*good_lines()).head
    kept = good_lines()[:left]
    assert report_of(*kept).ok
    cut = report_of(*kept, anchor=anchor)
    assert cut.broken == Break(left + 1, How.TRUNCATED, f"{LINES} lines were written down elsewhere, {left} are left")


def test_a_tail_written_anew_shows_only_against_an_anchor() -> None:
    anchor = report_of(*good_lines()).head
    with case_with(*good_lines()[:-2]) as case:
        for number in range(5):
            append(case, "note", "p-1", clock=clock, words=f"another story {number}")
        assert verify_chain(case).ok
        broken = verify_chain(case, anchor).broken
    assert broken
    assert (broken.line, broken.how) == (LINES, How.ALTERED)


def test_an_anchor_of_an_earlier_day_still_fits_a_longer_ledger() -> None:
    early = report_of(*good_lines()[:10]).head
    assert report_of(*good_lines(), anchor=early).ok
    assert report_of(*good_lines(), anchor=Head(0, "0" * 64)).ok


def test_another_first_line_does_not_fit() -> None:
    second = replace(decode(good_lines()[1].strip()), seq=1)
    assert found(encode(second) + b"\n") == (1, How.ALTERED)
    assert found(*good_lines()[1:]) == (1, How.DELETED)


def test_a_line_that_follows_but_counts_wrong_is_found() -> None:
    last = decode(good_lines()[-1].strip())
    for seq, how in ((LINES + 5, How.DELETED), (LINES - 5, How.INSERTED)):
        assert found(*good_lines()[:-1], encode(replace(last, seq=seq)) + b"\n") == (LINES, how)


def test_a_clock_that_was_set_back_is_said_and_breaks_nothing(tmp_path: Path) -> None:
    def later(minutes: int) -> Callable[[], datetime]:
        return lambda: clock() + timedelta(minutes=minutes)

    for minutes in (0, 5, 3, 3, 9):
        append(tmp_path, "note", "p-1", clock=later(minutes))
    report = verify_chain(tmp_path)
    assert (report.ok, report.clock_back) == (True, (3,))


def script() -> str:
    """The shell script of the docstring of verify_chain, as a reader would copy it out."""
    lines = inspect.cleandoc(verify_chain.__doc__ or "").splitlines()
    block = [line.removeprefix("    ") for line in lines if line.startswith("    ")]
    start = next(number for number, line in enumerate(block) if line.startswith("want="))
    return "\n".join(block[start : start + 5])


def shell(case: Path, program: str) -> tuple[int, str]:
    done = subprocess.run([program, "-c", script()], cwd=case, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize("program", ["sh", "bash"])
def test_five_lines_of_shell_agree(program: str) -> None:
    lines = good_lines(200)
    with case_with(*lines) as case:
        assert shell(case, program) == (0, f"200 lines, head {head(case).sha256}")


@pytest.mark.parametrize(
    ("spoilt", "named"),
    [
        (lambda lines: [*lines[:89], lines[89].replace(b"p-1", b"p-2"), *lines[90:]], 90),
        (lambda lines: [*lines[:199], lines[199].replace(b"p-1", b"p-2")], 200),
        (lambda lines: [*lines[:89], *lines[90:]], 90),
        (lambda lines: [*lines[:89], b"*\n", *lines[89:]], 90),
        (lambda lines: [*lines[:89], lines[90], lines[89], *lines[91:]], 90),
        (lambda lines: [*lines[:89], resealed(lines[89]), *lines[90:]], 91),  # a shell sees it one line later
    ],
)
def test_five_lines_of_shell_name_the_line(spoilt: "object", named: int) -> None:
    assert callable(spoilt)
    with case_with(*spoilt(good_lines(200))) as case:
        assert shell(case, "sh") == (1, f"line {named}")
        assert not verify_chain(case).ok


def test_the_script_has_five_lines_and_no_tool_beyond_sha256sum() -> None:
    assert len(script().splitlines()) == 5
    assert script().startswith("want=")
    assert script().endswith('head $want"')
