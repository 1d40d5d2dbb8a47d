"""Texts that nobody would write, of any length: what a reader of texts may be handed by mistake or on purpose."""

from collections.abc import Callable, Mapping

# one tile, repeated to length: what a rule may start on at every place and never end
TILES: Mapping[str, str] = {
    "prose": "On 5 May 2020 Israel fired 5 Grad rockets at Baku, the army said. ",
    "prose, a line each": "Grad rockets hit the town of Ganja on 4 October, officials told Reuters.\n",
    "straight quotes": '"a" ',
    "quote and said": '"He said, "',
    "open quotes, many paragraphs": "“He told the court that it was so\n",
    "open straight quotes, many paragraphs": '"He told the court that it was so\n\n',
    "tweets": "Our forces hit 3 tanks.\n— Ann Lee (@annlee) October 1, 2020\n",
    "tweets in one line": "— Ann Lee (@annlee) October 1, 2020 ",
    "said that": "Ann said that Bo said that ",
    "said, said": "said, he said, ",
    "according to": "according to according to ",
    "according to, names": "according to Ann Lee, ",
    "filed": "filed plans will planned ",
    "court": "the court of the court rejected a petition by ",
    "convicted": "convicted of and sentenced to fined ",
    "neither nor": "neither tanks nor ",
    "states": "Israel, Russia and ",
    "adjectives": "Israeli Turkish Russian ",
    "weapons": "Grad rockets, F-16, TB2 drones and ",
    "places": "Baku, Ganja, Paris, ",
    "organisations": "Amnesty International, Human Rights Watch and ",
    "groups": "Hezbollah, Hamas and the Houthis ",
    "surnames": "Lee Kim Smith Jones ",
    "people": "President Ann Lee and Mr. Bo Kim, ",
    "pronouns": "he she they it his ",
    "he said": "He said it. ",
    "offices": "the president of the minister of defence of ",
    "trades": "sold delivered bought imported 5 tanks from Israel to ",
    "deal": "a deal to sell a deal to buy ",
    "uses": "fired rockets at struck shelled with ",
    "used": "the army used Grad rockets used by the army ",
    "flights": "flew from Tel Aviv to Baku from Ashgabat to ",
    "tails": "4K-SW888 4K-AZ100 flight SWQ123 ",
    "treaty": "signed ratified the Arms Trade Treaty of the treaty ",
    "numbers": "12 tanks, 13 rockets and ",
    "number words": "twenty one hundred thousand million ",
    "ranges": "between 5 and from 6 to ",
    "ranges, whole": "between 5 and 70 tanks or 6 to 8 men ",
    "money": "$5 million, € 3 bn ",
    "per cent": "5 per cent of 6% of ",
    "ranks": "the third largest second biggest ",
    "digits": "7",
    "digits and commas": "1,000,",
    "digits and points": "1.2.",
    "digits, spaced": "1 2 ",
    "dates": "October October 5 and 23 ",
    "ISO dates": "2020-10-05/",
    "years": "2015-2016-",
    "decades": "the 1990s and early ",
    "clocks": "5:30 p.m. on ",
    "days of the week": "last Monday, next Friday and ",
    "ago": "two days ago five years later ",
    "durations": "for three years and two months since ",
    "night of": "the night of the morning of the ",
    "hyphens": "-",
    "hyphened word": "anti-",
    "dashes": "— ",
    "apostrophes": "'s ",
    "brackets open": "(",
    "brackets closed": ")",
    "square brackets": "[",
    "points": ".",
    "question marks": "? ! ",
    "commas": ", ",
    "colons": "Ann: ",
    "semicolons": "a; b; ",
    "spaces": " ",
    "tabs": "\t",
    "lines": "\n",
    "CR": "a\r",
    "CRLF": "Israel sold arms.\r\n",
    "U+2028": "Israel sold arms.\u2028",
    "NEL": "Israel sold arms.\x85",
    "NUL": "Israel\x00 sold\x00 5 rockets. ",
    "control characters": "\x01\x1b[31m\x7f",
    "BOM": "\ufeffIsrael ",
    "zero width": "I\u200bs\u200dr\u2060ael ",
    "zero width only": "\u200b",
    "bidi controls": "\u202eIsrael\u202c \u2066sold\u2069 ",
    "right to left": "قصفت القوات المدينة. ",
    "Hebrew": "צבא ההגנה תקף את העיר. ",
    "Chinese": "导弹袭击了城市。",
    "mojibake": "AzÃ©rbaÃ¯djan â€œsaidâ€\x9d ",
    "mojibake twice": "ÃƒÂ©Ã¢â‚¬Å“saidÃ¢â‚¬Â\x9d ",
    "replacement characters": "\ufffd\ufffd ",
    "noncharacters": "\ufffe\uffff\U0010ffff ",
    "private use": "\ue000\uf8ff",
    "emoji": "👩\u200d👩\u200d👧 🇦🇿 e\u0301 ",
    "flags": "🇦🇿",
    "combining marks": "\u0301",
    "stacked marks": "I" + "\u0301" * 1000 + "srael ",
    "homoglyphs": "Іѕrаеl ѕоld Grаd rосkеtѕ. ",
    "dotted i": "İSRAEL sıx ſold ",
    "sharp s": "ßﬁŉ ",
    "fullwidth": "Ｉｓｒａｅｌ　５ ",
    "other digits": "٣٤ १२ 𝟓 ",
    "superscripts": "5² ½ ⅷ ",
    "entities": "&amp;&#8220;&lt;said&gt; ",
    "tags": "<p>Israel <b>",
    "long words": "abcdefgh",
    "long capitals": "ABCDEFGH",
    "long camel": "AbCd",
    "capitals": "A B C ",
    "initials": "U.S. ",
    "initials of names": "A. B. ",
    "acronyms": "The Big Army (TBA) ",
    "urls": "https://a.b/c?d=e&f=g#h/",
    "addresses": "a.b@c.d@",
    "hashtags": "#Israel @army ",
    "of the": "of the ",
    "and": "and ",
    "that": "that ",
    "which": "which was which ",
    "the": "the ",
    "army of": "the army of the army of ",
    "spokesman of": "a spokesman for the spokesman for ",
    "by": "by by ",
    "not": "not never no longer ",
    "may": "may have reportedly ",
    "relative clauses": "the man who said the man who ",
    "one letter": "a",
    "one letter, spaced": "a ",
    "capital letter": "A",
    "slashes": "/",
    "underscores": "_",
    "stars": "* ",
    "pipes": "| a ",
}


def _nested(length: int) -> str:
    count = max(1, length // 12)
    return "“He said " * count + "it” " * count


def _nested_curly(length: int) -> str:
    return "“" * (length // 2) + "”" * (length // 2)


def _brackets(length: int) -> str:
    return "(" * (length // 2) + ")" * (length // 2)


def _distinct_people(length: int) -> str:
    """No two names alike: what is looked up among all names is looked up in a long list."""
    return _numbered(length, lambda word: f"Mr. Jo {word} said that {word} met Ann {word}. ")


def _distinct_bodies(length: int) -> str:
    return _numbered(length, lambda word: f"The {word} Research Institute ({word[:3].upper()}X) said it. ")


def _distinct_designations(length: int) -> str:
    return _numbered(length, lambda word: f"Israel sold {word.upper()}-9 missiles to {word}. ")


def _distinct_years(length: int) -> str:
    return "".join(f"{1900 + n % 120} saw {n} tanks. " for n in range(length // 20))


def _numbered(length: int, made: Callable[[str], str]) -> str:
    letters = "bdfgklmnprstvz"
    parts, held, number = [], 0, 0
    while held < length:
        word = "".join(letters[number // 14**place % 14] + "aeiou"[number // 5**place % 5] for place in range(4))
        parts.append(made(word.capitalize()))
        held += len(parts[-1])
        number += 1
    return "".join(parts)


def _closing_far(length: int) -> str:
    """Quotes that open at the start and close at the end."""
    count = length // 40
    return "“It was so, he said.\n" * count + "It was so,” he said.\n" * count


_MADE: Mapping[str, Callable[[int], str]] = {
    "nested quotes": _nested,
    "nested curly quotes": _nested_curly,
    "nested brackets": _brackets,
    "quotes closed far away": _closing_far,
    "people, all distinct": _distinct_people,
    "organisations, all distinct": _distinct_bodies,
    "designations, all distinct": _distinct_designations,
    "numbers, all distinct": _distinct_years,
}

SHAPES = (*TILES, *_MADE)


def shaped(name: str, length: int) -> str:
    """Make a text of one shape and about so many characters."""
    made = _MADE.get(name)
    return made(length) if made else TILES[name] * max(1, length // len(TILES[name]))
