"""Numbers as the press writes them: shares, fractions, money, counts in digits or words, each with its comparator.

A vague size is a bound, never a guess: "dozens of" is at least 24 (the reading schema fixes these floors).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armstrace.reading.text.keyed import Keyed
from armstrace.reading.text.view import Span
from armstrace.reading.text.words import Needs, meets, needs, small


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: `start` to `end` with its modifiers, `core` without them.

    `kind` is percent, money, times, tiv or plain; `unit` a currency code for money. `exact_words` is False where the
    words are a round fraction ("two thirds"), which states less than its decimals.
    """

    start: int
    end: int
    core: Span
    kind: str
    value: float | None
    low: float | None = None
    high: float | None = None
    comparator: str = "="
    unit: str | None = None
    exact_words: bool = True


_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "  # noqa: SIM905 # a list of words is easier to check as a sentence
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
NUMBER_WORDS = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])
_WORD = NUMBER_WORDS
# bounded, and begun only where a run of digits begins: a page of digits is no number and must not take time
_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?(?!\d)"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_WORDS = (
    rf"(?:(?:half )?an? {_SCALE}(?: {_SCALE})?|dozen(?= [A-Z\d])|(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*"
    rf"(?:[ -]{_SCALE}(?: (?:and )?(?:{_WORD})(?:[ -](?:{_WORD}))*)?)*)"
)
_PLAIN = rf"(?:(?:{_DIGITS})(?: ?-? ?{_SCALE}| ?(?:bn|mn|mln)\b|(?:k|m|b|tn)\b)?|{_WORDS})"

_MODIFIERS: tuple[tuple[str, str], ...] = (
    (r"no (?:more|greater|higher) than|at (?:the )?most|a maximum of|up to|not more than", "<="),
    (r"no (?:less|fewer) than|at least|a minimum of|not less than|a full", ">="),
    (r"(?:slightly |just |well |far |significantly |much )?(?:more than|over|above|greater than|higher than)", ">"),
    (r"in excess of|exceeding|upwards? of|north of|beyond", ">"),
    (r"(?:slightly |just |well |far )?(?:less than|under|below|fewer than|lower than)|short of", "<"),
    (
        r"approximately|approx\.?|roughly|around|about|some|circa|ca?\.|an estimated|estimated at|nearly|almost|close to",
        "~",
    ),
    (r"(?:in the )?(?:region|neighbourhood|neighborhood) of|an average of|on the order of|~|virtually|nigh on", "~"),
)
_MODIFIER = "(?:" + "|".join(pattern for pattern, _ in _MODIFIERS) + ")"
_JUST = re.compile(r"^(?:slightly|just) (?:more than|over|above|less than|under|below)")

# "went up to 40 percent" tells where a rise ended, "up to 40 percent" the most that there is
_WENT_UP = re.compile(
    r"\b(?:go|goes|gone|going|went|mov(?:ed|es|ing)|pushed|edged|shot|crept)(?: back)? $", re.IGNORECASE
)

_CURRENCIES: tuple[tuple[str, str], ...] = (
    (r"US\$|\$|USD|(?:US |U\.S\. |American )?dollars?", "USD"),
    (r"€|EUR|euros?", "EUR"),
    (r"£|GBP|pounds?(?: sterling)?", "GBP"),
    (r"₽|RUB|roubles?|rubles?", "RUB"),
    (r"₪|ILS|NIS|shekels?", "ILS"),
    (r"₺|TRY|(?:Turkish )?lira", "TRY"),
    (r"₹|INR|rupees?", "INR"),
    (r"¥|JPY|yen", "JPY"),
    (r"CNY|RMB|yuan", "CNY"),
    (r"₩|KRW|won", "KRW"),
    (r"₼|AZN|manats?", "AZN"),
    (r"AMD|drams?", "AMD"),
    (r"NOK|(?:Norwegian )?kroner", "NOK"),
    (r"SEK|(?:Swedish )?kronor", "SEK"),
    (r"CHF|(?:Swiss )?francs?", "CHF"),
    (r"PLN|zlot(?:y|ys|ies)", "PLN"),
    (r"CAD|C\$", "CAD"),
    (r"AUD|A\$", "AUD"),
)
_SIGNS = "|".join(pattern.split("|(?:")[0] for pattern, _ in _CURRENCIES)
_PERCENT = r"(?:%|per ?cent\b|pct\b\.?|percentage points?\b)"
_RANGE = rf"(?:(?P<between>between |from )?(?P<lo>{_DIGITS}|{_WORDS})(?: ?{_PERCENT})?(?: to |(?(between) and |(?!))|(?<=\d) ?- ?(?=\d))(?P<hi>{_DIGITS}|{_WORDS}))"
_FRACTIONS = {"half": 50.0, "halves": 50.0, "third": 100 / 3, "quarter": 25.0, "fourth": 25.0, "fifth": 20.0}
_FRACTIONS |= {"sixth": 100 / 6, "seventh": 100 / 7, "eighth": 12.5, "ninth": 100 / 9, "tenth": 10.0}
_PARTS = "|".join(_FRACTIONS)

_CODES = "usd|eur|gbp|rub|ils|nis|try|inr|jpy|cny|krw|azn|amd|nok|sek|chf|pln"
_UNITS_OF_MONEY = f"us$|$|€|£|₽|₪|₺|₹|¥|₩|₼|{_CODES}|rmb|cad|c$|aud|a$|dollar|euro|pound|rouble|ruble|shekel|lira|rupee|yen|yuan|won|manat|dram|kron|franc|zlot"
_SUMS = " " + _UNITS_OF_MONEY.replace("|", "| ")
_TIV = "tiv|indicator value"
_SIGNED = "%|per cent|percent|pct"
_FORMS: tuple[tuple[str, Needs, Keyed], ...] = tuple(
    (name, needs(*words), Keyed(re.compile(pattern, re.IGNORECASE)))
    for name, words, pattern in (
        (
            "percent_list",
            (_SIGNED, " and "),
            rf"(?P<list>{_DIGITS}(?:, (?:{_DIGITS}))*,? and (?:{_DIGITS})) ?{_PERCENT}",
        ),
        ("percent_range", (_SIGNED,), rf"{_RANGE} ?{_PERCENT}"),
        ("percent", (_SIGNED,), rf"(?P<n>{_DIGITS}|{_WORDS})[ -]?{_PERCENT}"),
        (
            "fraction",
            (_PARTS,),
            rf"\b(?:(?P<times>{_WORD}|an?|\d+)[ -]|(?<!\bthe )|(?=hal))(?P<part>{_PARTS})s?(?= (?:of\b|as\b|from\b|came\b|went\b|were\b|(?-i:[A-Z]))|[,;.)])",
        ),
        (
            "out_of",
            (),
            rf"(?P<n>{_DIGITS}|{_WORDS}) (?:in|out of|of)(?: every) (?P<of>\d+|{_WORD})(?= |[,.])|(?P<n2>{_DIGITS}|{_WORDS}) (?:in|out of) (?P<of2>\d+|{_WORD})(?= |[,.])",
        ),
        ("money_sign", ("$|€|£|₽|₪|₺|₹|¥|₩|₼",), rf"(?P<unit>US\$|C\$|A\$|[$€£₽₪₺₹¥₩₼])\s?(?P<n>{_PLAIN})"),
        (
            "money_code",
            (_CODES,),
            rf"\b(?P<unit>USD|EUR|GBP|RUB|ILS|NIS|TRY|INR|JPY|CNY|KRW|AZN|AMD|NOK|SEK|CHF|PLN)(?:\s|(?=\d))(?P<n>{_PLAIN})",
        ),
        (
            "money_word",
            (_SUMS,),
            rf"(?P<n>{_PLAIN}) (?P<unit>{'|'.join(p for p, _ in _CURRENCIES)})\b",
        ),
        ("tiv", (_TIV,), rf"(?P<n>{_PLAIN}) (?:SIPRI )?(?:TIVs?\b|trend[- ]indicator values?)"),
        ("tiv_after", (_TIV,), rf"(?:TIVs?|trend[- ]indicator values?)(?: \(TIVs?\))? of (?P<n>{_PLAIN})"),
        ("factor", ("factor of",), rf"(?:by )?a factor of (?:{_MODIFIER} )?(?P<n>{_DIGITS}|{_WORDS})\b"),
        ("times", (" times|fold",), rf"(?P<n>{_DIGITS}|{_WORDS})(?: times\b|[ -]?fold\b)"),
        (
            "times_word",
            ("twice|double|triple|treble|quadruple",),
            r"\b(?P<word>twice|double|triple|treble|quadruple)\b",
        ),
        ("plain", (), rf"(?P<n>{_PLAIN})"),
    )
)
_VAGUE: tuple[tuple[Needs, Keyed, str, float, float | None], ...] = tuple(
    (needs(words), Keyed(re.compile(pattern, re.IGNORECASE)), kind, low, high)
    for words, pattern, kind, low, high in (
        (
            "all of|all the|all its",
            r"\b(?:nearly|almost|virtually|practically) all\b(?= of| the| its)",
            "percent",
            85,
            100,
        ),
        (
            "majority|bulk",
            r"\b(?:an? |the )?(?:overwhelming|vast|great|large|clear) (?:majority|bulk)\b",
            "percent",
            50,
            None,
        ),
        (
            "majority|bulk|lion's share|most",
            r"\bthe (?:majority|bulk|lion's share)\b|\ba majority\b|\bmost\b(?= of)",
            "percent",
            50,
            None,
        ),
        ("several", r"\bseveral thousand\b", "plain", 2000, None),
        ("several", r"\bseveral hundred\b", "plain", 200, None),
        ("hundreds", r"\bhundreds of thousands\b", "plain", 200_000, None),
        ("tens of", r"\btens of thousands\b", "plain", 10_000, 99_999),
        ("thousands", r"\bthousands\b(?= of)", "plain", 2000, None),
        ("hundreds", r"\bhundreds\b(?= of)", "plain", 200, None),
        ("dozens", r"\bdozens\b(?= of)", "plain", 24, None),
        ("scores", r"\bscores\b(?= of)", "plain", 40, None),
        ("several|a number of", r"\bseveral\b|\ba number of\b", "plain", 3, None),
    )
)
_BEFORE = Keyed(
    re.compile(rf"(?:\b|(?<=[\s(])){_MODIFIER} (?:the |as (?:much|many) as )?$|(?<=[\s(])[~≈]$", re.IGNORECASE)
)
_ALL = Keyed(re.compile(r"\ball\b(?= of)", re.IGNORECASE))
# one of these stands in every number without digits
_IN_WORDS = Keyed(
    re.compile(
        rf"\b(?:(?:{NUMBER_WORDS})(?=fold|per|pct|[\W\d_]|$)|{_SCALE}|{_PARTS}|several|a number of|scores|all(?= (?:of|the|its))"
        r"|majority|bulk|lion's share|most(?= of)|twice|double|triple|treble|quadruple)",
        re.IGNORECASE,
    )
)
_DIGITS_RUN = Keyed(re.compile(r"\d+"))
# digits glued to letters, signs or points are names (T-72, 9M55K, +972, N: 907, 25-year-old), not numbers
_GLUED_BEFORE = re.compile(r"(?:[\w./+#&]|[A-Za-z]-|\bN: ?|\bNos?\. |\bBY )$")
_GLUED_AFTER = re.compile(
    r"^(?:[A-Za-z/]|-(?:year|month|week)s?-old|-(?!year|month|week|day|fold|strong)[A-Za-z]|\.\d)"
)
_LIST_NUMBER = re.compile(r"^\)(?=\s+[a-z])")


def word_value(text: str) -> float:
    """Work out a number in digits or words; the text has the form that this module's patterns match.

    >>> word_value("one hundred and twenty-five"), word_value("2.5 million"), word_value("half a million")
    (125.0, 2500000.0, 500000.0)
    """
    lowered = text.lower().replace(",", "").strip()
    digits = re.match(r"\d+(?:\.\d+)?", lowered)
    if digits:
        rest = lowered[digits.end() :].strip(" -")
        return float(digits.group()) * (_SCALES | _SHORT_SCALES).get(rest, 1.0)
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]+", lowered):
        if word == "half":
            current = 0.5
        elif word in {"a", "an"}:
            current = current or 1.0
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in {"hundred", "dozen"}:
            current = (current or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, current = total + (current or 1.0) * _SCALES[word], 0.0
    return total + current


def may_hold_numbers(text: str, span: Span, taken: Sequence[Span] = ()) -> bool:
    """Tell whether a stretch has digits or words that numbers are made of outside of what is `taken`."""
    for pattern in (_DIGITS_RUN, _IN_WORDS):
        for match in pattern.finditer(text, span.start, span.end):
            start, end = match.span()
            if not any(other.start < end and start < other.end for other in taken):
                return True
    return False


def find_numbers(text: str, span: Span, taken: list[Span]) -> list[Number]:
    """Find the numbers of a stretch of a view, leaving out what `taken` covers (dates, names of weapons)."""
    if not may_hold_numbers(text, span, taken):
        return []
    found: list[Number] = []
    # a mark per character: a line of nothing but numbers must not compare each with all others
    free = bytearray(b"\1") * (span.end - span.start)
    for other in taken:
        _take(free, span, other)
    for number in _candidates(text, span):
        if all(free[number.core.start - span.start : number.core.end - span.start]):
            found.append(number)
            _take(free, span, Span(number.start, number.end))
    return sorted(found, key=lambda number: number.start)


def _take(free: bytearray, span: Span, taken: Span) -> None:
    first, last = max(taken.start - span.start, 0), min(taken.end, span.end) - span.start
    free[first:last] = bytes(max(0, last - first))


def _candidates(text: str, span: Span) -> Iterator[Number]:
    """Give possible numbers, the most telling forms first: what they cover is not read again as a plain number."""
    words = small(text[span.start : span.end])
    for needed, pattern, kind, low, high in _VAGUE:
        if not meets(needed, words):
            continue
        for match in pattern.finditer(text, span.start, span.end):
            core = Span(match.start(), match.end())
            start, comparator = _modified(text, span, core, ">=" if kind == "plain" else ">")
            yield Number(start, core.end, core, kind, None, low, high, comparator, None, exact_words=False)
    for name, needed, pattern in _FORMS:
        if not meets(needed, words) or (name == "out_of" and not may_be_out_of(words)):
            continue
        for match in pattern.finditer(text, span.start, span.end):
            if name == "percent_list":
                yield from _listed(text, match)
            elif not _glued(text, match, whole=name not in {"plain", "percent", "percent_range", "tiv", "money_word"}):
                yield _number(text, span, name, match)
    for match in _ALL.finditer(text, span.start, span.end):
        yield Number(match.start(), match.end(), Span(match.start(), match.end()), "percent", 100.0)


_OUT_OF = re.compile(rf" (?:in|of|out of) (?:every )?(?:\d|{NUMBER_WORDS})")
_NUMBER_ENDS = tuple(f"{NUMBER_WORDS}|{_SCALE[3:-1]}".split("|"))


def may_be_out_of(words: str) -> bool:
    """Tell whether words in small letters can hold a share such as "two of every five"."""
    return any(
        words[match.start() - 1].isdecimal() or words.endswith(_NUMBER_ENDS, 0, match.start())
        for match in _OUT_OF.finditer(words, 1)
    )


def _listed(text: str, match: re.Match[str]) -> Iterator[Number]:
    """Read each share of "29, 26 and 24 per cent"; after "between" two numbers are a range."""
    if text[max(0, match.start() - 8) : match.start()].lower().endswith("between "):
        return
    digits = list(re.finditer(_DIGITS, match["list"]))
    for each in digits:
        start = match.start("list") + each.start()
        end = match.end() if each is digits[-1] else match.start("list") + each.end()
        yield Number(start, end, Span(start, end), "percent", word_value(each.group()))


def _glued(text: str, match: re.Match[str], *, whole: bool) -> bool:
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 12]
    if whole and not text[match.start()].isalnum():
        return False
    if match.lastgroup == "n" and match.group() == match["n"] and _LIST_NUMBER.match(after) and "(" not in before:
        return True
    return bool(_GLUED_BEFORE.search(before) or _GLUED_AFTER.match(after))


def _modified(text: str, span: Span, core: Span, default: str) -> tuple[int, str]:
    """Look for "about", "at least" and the like before a number: where they start, and what they make of it."""
    before = _BEFORE.search(text, max(span.start, core.start - 40), core.start)
    if not before:
        return core.start, default
    words = before.group().strip().lower()
    if words.startswith("up to") and _WENT_UP.search(text, max(span.start, before.start() - 24), before.start()):
        return core.start, default
    if _JUST.match(words):
        return before.start(), "~"
    for pattern, comparator in _MODIFIERS:
        if re.match(rf"(?:{pattern})\b|[~≈]", words, re.IGNORECASE):
            return before.start(), comparator
    return before.start(), "~"


def _number(text: str, span: Span, name: str, match: re.Match[str]) -> Number:
    core = Span(match.start(), match.end())
    groups = match.groupdict()
    kind, unit, exact, low, high = "plain", None, True, None, None
    if name == "percent_range":
        low, high = word_value(groups["lo"]), word_value(groups["hi"])
        value, kind = (low + high) / 2, "percent"
    elif name == "fraction":
        times = (groups["times"] or "1").lower()
        value, kind, exact = (
            (1.0 if times in {"a", "an"} else word_value(times)) * _FRACTIONS[groups["part"].lower()],
            "percent",
            False,
        )
    elif name == "out_of":
        value, kind, exact = _out_of(groups), "percent", False
    elif name == "times_word":
        value, kind = {"twice": 2.0, "double": 2.0, "quadruple": 4.0}.get(groups["word"].lower(), 3.0), "times"
    else:
        value = word_value(groups["n"])
        kind = {"percent": "percent", "times": "times", "factor": "times"}.get(name, name.partition("_")[0])
        unit = _currency(groups["unit"]) if kind == "money" else None
    start, comparator = _modified(text, span, core, "=" if exact else "~")
    return Number(start, core.end, core, kind, value, low, high, comparator, unit, exact)


def _out_of(groups: dict[str, str | None]) -> float:
    """Work out "two of every five" in percent."""
    part, whole = groups["n"] or groups["n2"] or "0", groups["of"] or groups["of2"] or "1"
    return 100 * word_value(part) / max(1.0, word_value(whole))


def _currency(words: str) -> str:
    return next(code for pattern, code in _CURRENCIES if re.fullmatch(pattern, words, re.IGNORECASE))
