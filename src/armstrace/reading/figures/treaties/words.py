"""The words that state a standing towards a treaty: party, signatory, withdrawn, and their denials."""

import re

# status when affirmed, status when denied, the act named, the words
STATUSES: tuple[tuple[str, str, str | None, re.Pattern[str]], ...] = tuple(
    (yes, no, act, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for yes, no, act, words in (
        (
            "withdrawn",
            "party",
            "withdrawal",
            r"(?:turned its back on|walked away from|dropped out of|cancelled its membership)|withdr(?:ew|awn|aws?|awing|awal)\b(?: from)?|(?:quit|left|exit(?:ed)?|abandon(?:ed)?|denounc(?:ed|es|ing))\b|pulled out of|non-?renewal",
        ),
        ("signatory", "not_signatory", None, r"(?<!non-)(?<!non )signator(?:y|ies)\b"),
        ("not_signatory", "signatory", None, r"non-?\s?signator(?:y|ies)\b"),
        (
            "not_party",
            "party",
            None,
            r"non-?\s?(?:state )?part(?:y|ies)\b|(?:remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|stands?|sit(?:s|ting)?|still|is|are|was|were) (?:firmly |still )?outside\b|absent from|shun(?:ned|s)|spurn(?:ed|s)|stay(?:s|ed) away from|steer(?:s|ed) clear of|kept? (?:its|their) distance from",
        ),
        (
            "party",
            "not_party",
            "ratification",
            r"ratif(?:ied|y|ies|ying)\b|(?:deposited|lodged|handed over|following up with|instruments? of|its|completed|concluded) (?:its |the |her |their )?(?:instruments? of )?ratification\b|ratification of",
        ),
        ("party", "not_party", "acceptance", r"approved\b|accepted\b"),
        ("party", "not_party", "accession", r"acced(?:ed?|es|ing)\b|accession\b"),
        ("party", "not_party", "succession", r"succession to\b|succeeded to\b"),
        (
            "party",
            "not_party",
            "consent",
            r"join(?:ed|s|ing)?\b|adher(?:ed?|es|ing) to|consent(?:ed)? to be bound|expressed its consent|bec[ao]mes? (?:a )?(?:full )?(?:state |states )?part(?:y|ies)|sign(?:ed|s)? up (?:to|for)",
        ),
        (
            "party",
            "not_party",
            None,
            r"(?:contracting |full |states? |high contracting )*part(?:y|ies)(?: states?)?(?= (?:to|of|since|by|in|when|at|,)|\.|,| and|$)|bound by|member(?: states?|s)?(?= (?:of|to (?!join|sign|ratify|accede|leave|do|have)|since))|states? part(?:y|ies)\b|(?:come|came|comes) on board|belongs to the (?:states )?(?:parties|members)|part of the (?:treaty|convention)|on board",
        ),
        (
            "signatory",
            "not_signatory",
            "signature",
            r"sign(?:ed|s|ing)?\b(?!ature)(?! up\b)(?! (?:a contract|a deal|contracts|an agreement (?:to buy|for)|off))|(?<!for )(?<!for its )signature\b",
        ),
    )
)
ANY_STATUS = re.compile("|".join(f"(?:{words.pattern})" for _, _, _, words in STATUSES), re.IGNORECASE)
