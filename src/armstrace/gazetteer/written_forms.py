"""How a name is written in running text: in capitals, with a space for a hyphen, in the plural."""

import re

# "A 10-day truce", "At 4 a.m.", "No 5": before a number these are words, so their names keep the hyphen
_WORDS = frozenset({"A", "AM", "AN", "AS", "AT", "BE", "I", "IN", "IS", "IT", "NO", "ON", "PM", "SO", "TO", "US"})
_JOINT = re.compile(r"([^\W\d]+)-(?=\d)")
_CAPITALS = 5  # letters a name needs to be looked for in a line of capitals


def designation_forms(name: str) -> frozenset[str]:
    """Give the other ways texts write a designation: "MiG-29" is also "MiG 29" and "MiG29".

    >>> sorted(designation_forms("BM-21")), sorted(designation_forms("A-10"))
    (['BM 21', 'BM21'], ['A10'])
    """
    forms = {name.replace("-", " ")} if "-" in name and not _JOINT.search(name) else set()
    joint = _JOINT.search(name)
    if joint:
        if joint[1].upper() not in _WORDS:
            forms.add(_JOINT.sub(r"\1 ", name))
        if len(joint[1]) > 1 or re.match(r"\d\d", name[joint.end() :]):
            forms.add(_JOINT.sub(r"\1", name))
    elif re.search(r"[^\W\d]{2} \d", name):
        forms.add(re.sub(r"([^\W\d]) (?=\d)", r"\1-", name))
    return frozenset(forms - {name})


def capital_forms(name: str) -> frozenset[str]:
    """Give a name in capitals, where it is long enough not to be taken for an abbreviation.

    >>> sorted(capital_forms("Smerch")), sorted(capital_forms("Buk"))
    (['SMERCH'], [])
    """
    if sum(letter.isalpha() for letter in name) < _CAPITALS or name == name.upper() or not name[0].isupper():
        return frozenset()
    return frozenset({name.upper()})


def plural(noun: str) -> str:
    """Give the plural of an English noun.

    >>> plural("artillery battery"), plural("truck bomb"), plural("bomb blast"), plural("torpedo boat")
    ('artillery batteries', 'truck bombs', 'bomb blasts', 'torpedo boats')
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def in_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether the words beside a span are set in capitals too, so that its own capitals say nothing."""
    before = text[max(0, start - 24) : start].split()[-1:]
    after = text[end : end + 24].split()[:1]
    words = [word.strip(".,:;!?()'\"“”‘’") for word in (*before, *after)]
    words = [word for word in words if len(word) > 1 and word.isalpha()]
    return bool(words) and all(word.isupper() for word in words)
