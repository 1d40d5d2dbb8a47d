"""The kinds of act of law, and the words that tell each: a table, tried from the top."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """One way to name an act of law: `words` hold the trigger (group 0), `needs` what its clause must also hold."""

    kind: str
    outcome: str | None
    words: re.Pattern[str]
    needs: str = ""


_FILE = r"(?:fil(?:ed?|es|ing)|lodg(?:ed?|es|ing)|submit(?:ted|s|ting)?|launch(?:ed|es|ing)?|br(?:ing|ings|inging|ought)|initiat(?:ed?|es|ing)|start(?:ed|s|ing)?|rais(?:ed?|es|ing)|mount(?:ed|s|ing)?|pursu(?:ed?|es|ing))"
_PLAN = r"(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|consider(?:s|ed|ing)?|prepar(?:ed?|es|ing)|threaten(?:s|ed|ing)?|investigat(?:ed?|es|ing)|vow(?:s|ed|ing)?|weigh(?:s|ed|ing)?|seek(?:s|ing)?|want(?:s|ed|ing)?|hop(?:ed?|es|ing)|will|would|aim(?:s|ed|ing)?|set)"
_GAP = r"(?:[^.;:]{0,60}?)"
_SUIT = r"(?:law ?suits?|suits?|legal (?:action|claim|proceedings)|civil (?:action|case|claim)|class action)"
_PAPER = r"(?:petitions?|legal challenges?|challenges? (?:in|before|to) [^.;]{0,30}court|judicial reviews?)"
_CASE = r"(?:criminal|war[- ]crimes?|terrorism|corruption|treason|fraud) (?:cases?|proceedings|charges|complaint)"
_PROBE = r"(?:(?:criminal |formal |official |war[- ]crimes? |preliminary |judicial )*(?:investigations?|inquir(?:y|ies)|probes?|preliminary examinations?))"
_BILL = r"(?:laws?|bills?|acts?|amendments?|legislation|statutes?|decrees?|[Ss]ection \d+|resolutions?|motions?|ban)"

ACTS: tuple[Act, ...] = tuple(
    Act(kind, outcome, re.compile(words, re.IGNORECASE), needs)
    for kind, outcome, words, needs in (
        ("planned_appeal", "planned", rf"\b{_PLAN}\b{_GAP}\bappeals?\b", ""),
        (
            "planned_complaint",
            "planned",
            rf"\b{_PLAN}\b{_GAP}\b(?:complaints?|applications?|{_PAPER}|{_SUIT}|sue|take{_GAP} to court)\b",
            "",
        ),
        (
            "hoped_legislation",
            "hoped",
            rf"\b(?:hop(?:ed?|es|ing)|wish(?:es|ed)?|want(?:s|ed)?|call(?:s|ed|ing)? for|urg(?:ed?|es|ing))\b[^.;:]{{0,40}}\b{_BILL}\b[^.;]{{0,40}}\b(?:passed|adopted|enacted|introduced|pass|adopt|enact)\b",
            "",
        ),
        (
            "interim_measures",
            "granted",
            r"\b(?:appl(?:y|ied|ies|ying)|grant(?:ed|s|ing)?|order(?:ed|s|ing)?|indicat(?:ed?|es|ing)|impos(?:ed?|es|ing)|issu(?:ed?|es|ing)|prescrib(?:ed?|es|ing))\b[^.;:]{0,30}\b(?:interim|urgent|provisional) measures?\b",
            "",
        ),
        ("interim_measures", None, r"\b(?:interim|provisional) measures?\b", "court"),
        (
            "interim_measures",
            "granted",
            r"\b(?:issu|grant|impos|obtain|secur|win|won)\w*\b[^.;:]{0,30}\binjunctions?\b",
            "",
        ),
        (
            "application",
            "filed",
            r"\b(?:ask(?:ed|s|ing)?|petition(?:ed|s|ing)|request(?:ed|s|ing)?|appeal(?:ed|s) to|appl(?:ied|ies) to) (?:the |a |an )?[^.;:,]{0,50}?\b(?:courts?|tribunals?|judges?)\b(?: of [A-Z]\w+| in [A-Z]\w+)? (?:to|for)\b",
            "",
        ),
        (
            "application",
            "filed",
            r"\b(?:ask(?:ed|s)|petitioned) it to (?:lift|stop|halt|block|annul|suspend|overturn|quash|review|order|forbid|ban)\b",
            "context",
        ),
        (
            "application",
            "filed",
            r"\bappealed\b(?! (?:for|to (?!(?:the |a |an )?[^.;:,]{0,40}\b[Cc]ourt)))",
            "context",
        ),
        (
            "court_ruling",
            "rejected",
            rf"\b(?:appeals?|{_SUIT}|{_PAPER}|applications?|complaints?|requests? for [^.;:,]{{2,40}}) (?:was|were|has been|have been|had been) (?:dismissed|rejected|thrown out|denied|turned down|refused)\b",
            "context",
        ),
        (
            "court_ruling",
            "granted",
            rf"\b(?:appeals?|{_SUIT}|{_PAPER}|applications?|complaints?) (?:was|were|has been|have been|had been) (?:granted|upheld|allowed)\b",
            "context",
        ),
        (
            "court_ruling",
            "rejected",
            r"\b(?:reject(?:ed|s|ing)?|dismiss(?:ed|es|ing)?|turn(?:ed|s|ing)? (?:\w+ ){0,3}down|thr(?:ew|own|ows) (?:\w+ ){0,3}out|strik(?:es|ing) down|struck (?:down|out)|refus(?:ed?|es|ing)|den(?:y|ied|ies|ying)|quash(?:ed|es|ing)?|declin(?:ed?|es|ing)|acquit(?:ted|s)?)\b",
            "court",
        ),
        (
            "court_ruling",
            "granted",
            r"\b(?:uph(?:eld|olds?|olding)|grant(?:ed|s|ing)?|order(?:ed|s|ing)?|halt(?:ed|s|ing)?|suspend(?:ed|s|ing)?|bann(?:ed|ing)|allow(?:ed|s|ing)?|accept(?:ed|s|ing)?|block(?:ed|s|ing)?|overturn(?:ed|s|ing)?|annul(?:led|s)?|convict(?:ed|s|ing)?|sentenc(?:ed?|es|ing)|found guilty|fin(?:ed|es)|freez(?:es|ing)|froze|frozen|lift(?:ed|s)|clear(?:ed|s)|award(?:ed|s)|reinstat(?:ed|es))\b",
            "court",
        ),
        (
            "court_ruling",
            None,
            r"\b(?:rul(?:ed|es|ing|ings)|verdicts?|judg(?:e)?ments?|held|found|declared|heard)\b",
            "court",
        ),
        (
            "court_ruling",
            None,
            r"\b(?:convict(?:ed|s|ion|ions)|sentenced|acquitted|found guilty|(?:was|were|been) fined)\b",
            "",
        ),
        (
            "lawsuit",
            "filed",
            rf"\b{_FILE}\b{_GAP}\b{_SUIT}\b|\bsu(?:ed|es|ing)\b|\btook{_GAP} to court\b|\b{_SUIT}\b{_GAP}\bfiled\b",
            "",
        ),
        (
            "petitions_filed",
            "filed",
            rf"\b{_FILE}\b{_GAP}\b{_PAPER}\b|\b{_PAPER}\b{_GAP}\b(?:filed|lodged|launched|submitted|brought)\b|\bpetition(?:ed|ing)\b",
            "",
        ),
        (
            "application",
            "filed",
            rf"\b{_FILE}\b{_GAP}\b(?:applications?|complaints?|inter-state (?:case|application|complaint)s?)\b|\b(?:applications?|complaints?)\b{_GAP}\b(?:filed|lodged|submitted)\b|\bappl(?:ied|ies|y) to the\b[^.;]{{0,40}}\bcourt\b",
            "",
        ),
        ("application", "filed", rf"\b{_FILE}\b[^.;:]{{0,30}}\b(?:cases?|appeals?|proceedings)\b(?! of)", "court"),
        (
            "criminal_case",
            None,
            rf"\b(?:open|initiat|launch|institut|start|fil|br(?:ing|ought)|fac)\w*\b[^.;:]{{0,30}}\b{_CASE}\b|\b{_CASE}\b[^.;:]{{0,40}}\b(?:opened|initiated|launched|instituted|started|filed|brought)\b|\bindict(?:ed|s|ments?|ing)\b|\bcharged (?:\w+ ){{0,4}}with\b|\bprosecut(?:ed|ing)\b(?! (?:the|a) war)",
            "",
        ),
        (
            "criminal_investigation",
            None,
            rf"\b(?:open|initiat|launch|start|beg|announc|order|conduct)\w*\b[^.;:]{{0,30}}\b{_PROBE}\b|\b{_PROBE}\b[^.;:]{{0,30}}\b(?:opened|initiated|launched|started|begun|announced|ordered)\b",
            "law",
        ),
        (
            "arrest",
            None,
            r"\barrest(?:ed|s|ing)?\b(?! warrant)|\barrest warrants?\b|\b(?:detained(?! (?:a|an|the|its|\d+|two|three|four|several) (?:\w+ )?(?:containers?|ships?|vessels?|cargo|cargoes|trucks?|aircraft|planes?|consignments?|shipments?|boats?|tankers?|lorr(?:y|ies))\b)|taken into custody)\b(?=[^.;]{0,60}\b(?:police|prosecut|suspicion|charges?|customs|authorities))",
            "",
        ),
        (
            "hoped_legislation",
            "rejected",
            r"\bvot(?:ed|es|ing) down\b|\b(?:bills?|motions?|amendments?|draft laws?) (?:was|were) (?:rejected|defeated|withdrawn)\b",
            "",
        ),
        (
            "hoped_legislation",
            None,
            r"\b(?:tabl(?:ed|es|ing)|introduc(?:ed|es|ing)|submitt(?:ed|ing)|propos(?:ed|es))\b[^.;:]{0,30}\b(?:bills?|motions?|draft laws?)\b",
            "",
        ),
        (
            "legislation",
            None,
            rf"\b(?:pass(?:ed|es|ing)?|adopt(?:ed|s|ing)?|enact(?:ed|s|ing|ment)?|approv(?:ed?|es|ing)|amend(?:ed|s|ing)?|repeal(?:ed|s|ing)?|ratif(?:ied|ies))\b[^.;:]{{0,40}}?\b{_BILL}\b",
            "chamber",
        ),
        (
            "legislation",
            None,
            rf"\b{_BILL}\b[^.;:]{{0,40}}\b(?:passed|adopted|enacted|approved) (?:by|in)\b",
            "chamber",
        ),
    )
)
# what the words before an appeal or a dismissal must be about
CONTEXT = re.compile(
    r"\b(?:courts?|tribunals?|judges?|ruling|verdict|sentenced?|fined?|prosecutors?|lawsuit|convicted|indicted|licen[cs]es? of)\b",
    re.IGNORECASE,
)
LAW_WORDS = re.compile(
    r"\b(?:prosecut\w+|criminal|war crimes?|court|police|tribunal|attorney|justice|judicial|ombudsm\w+|crimes? against)\b",
    re.IGNORECASE,
)
PETITION = re.compile(
    r"\b(?:petition|appeal|application|complaint|lawsuit|suit|case|challenge|request)s?\b", re.IGNORECASE
)
GROUNDS = re.compile(
    r"\b(?:on (?:the )?grounds?\b|because\b|citing\b|arguing\b|ruling that\b|finding that\b|saying\b|since there\b|as there\b|for lack of\b)",
    re.IGNORECASE,
)
