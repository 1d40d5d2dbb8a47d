import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrace.evidence.names import visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # surrogates too, which st.text() alone leaves out


@settings(deadline=None)
@given(ANY_TEXT)
def test_nothing_unseen_is_left(name: str) -> None:
    shown = visible(name)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(character) for character in shown} & {
        *("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI", "BN")
    }
    shown.encode()


@settings(deadline=None)
@given(ANY_TEXT)
def test_twice_is_once_and_safe_names_stay(name: str) -> None:
    shown = visible(name)
    assert visible(shown) == shown
    if name.isprintable() and name.isascii():
        assert shown == name


def test_every_control_and_format_character_of_unicode_is_shown() -> None:
    for point in range(0x110000):
        if unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            assert visible(chr(point)) == f"⟨U+{point:04X}⟩"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("report\u202efdp.exe", "report⟨U+202E⟩fdp.exe"),
        ("two\nlines\r\x00.csv", "two⟨U+000A⟩lines⟨U+000D⟩⟨U+0000⟩.csv"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("caf\udce9.csv", "caf⟨U+DCE9⟩.csv"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("blank\u3164\u2800", "blank⟨U+3164⟩⟨U+2800⟩"),
        ("Xankəndi – Степанакерт – Ստեփանակերտ.csv", "Xankəndi – Степанакерт – Ստեփանակերտ.csv"),
        ("تقرير 2020.pdf", "تقرير 2020.pdf"),
    ],
)
def test_golden(name: str, shown: str) -> None:
    assert visible(name) == shown
