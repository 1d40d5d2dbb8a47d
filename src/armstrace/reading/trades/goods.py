"""The goods of a trade: weapons and military help by their words; food, relief and people are none."""

import re

from armstrace.reading.text.keyed import by_letter
from armstrace.reading.text.view import Span

_ADJECTIVE = (
    by_letter(
        r"heavy|light|small|lethal|non-lethal|modern|advanced|sophisticated|ultra-modern|new|used|surplus|military|defen[cs]e|defensive|offensive|security|nuclear|chemical|dual-use|"
        r"guided|cluster|ballistic|cruise|anti-\w+|surface-to-\w+|air|armou?red|combat|attack|fighter|transport|unmanned|loitering|kamikaze|short-range|long-range|medium-range|artillery|missile|rocket|"
        r"precision-guided|logistical|technical|financial|counter-?\w+|battle|main|assault|sniper|tank|drone|thermobaric|crude|natural|refined|spare|intelligence|cyber|radar|satellite|barrel|glide|hand|"
        r"self-propelled|multiple|towed|patrol|aircraft|weapons?|arms|ammunition|munitions|more|additional|further|certain|some|any|other|several|many|various|humanitarian and|economic and|military and|advice and|training and|money and|funding and|intelligence and|equipment and"
    )
    + " "
)
_DESIGNATED = r"(?-i:[A-Z][A-Za-z]{0,9}-?[A-Z]{0,2}\d{1,4}[A-Za-z]{0,3}(?:-[A-Z0-9]{1,4})?(?: [A-Z][a-z]+)?|(?:[A-Z][a-z]+ ){1,2}(?:[A-Z]{1,3}\d|I{1,3})\b)"
_PART = r"(?:sensors?|kits?|parts|components?|engines?|optics|technolog(?:y|ies)|cameras|licen[cs]es|batter(?:y|ies)|crews?)"
_NOUN = by_letter(
    rf"(?:parts for )?{_DESIGNATED}(?: (?:armou?red |combat |attack |transport |fighter |guided |air defen[cs]e |missile |rocket |artillery )*(?:systems?|tanks?|vehicles?|aircraft|jets?|fighters?|helicopters?|drones?|missiles?|rockets?|howitzers?|launchers?|guns?|bombs?|radars?|batteries))?|"
    rf"(?:drone|missile|bomb|tank|aircraft|weapons?|helicopter|guidance|rocket|radar|fighter|artillery|night-vision) (?:guidance |engine |spare )?{_PART}|"
    r"arms|weapons?(?: systems?| deliveries)?|weaponry|armaments?|munitions?|ammunition|missiles?|rockets?|bombs?|shells?|grenades?|mines?|rifles?|guns?|howitzers?|mortars?|artillery(?: pieces?| shells?| systems?)?|tanks?|"
    r"(?:armou?red )?vehicles?|personnel carriers?|drones?|uavs?|aircraft|helicopters?|warplanes?|fighters?|(?:fighter )?jets?|warships?|frigates?|corvettes?|submarines?|launchers?|"
    r"(?:air|missile|anti-aircraft|defen[cs]e|radar|weapons?|artillery|rocket) (?:defen[cs]e )?systems?|radars?|explosives?|warheads?|hardware|materiel|mat\u00e9riel|ordnance|firearms|small arms|armou?r|spare parts|"
    r"spyware|surveillance (?:software|technology|equipment)|(?:military|defen[cs]e|lethal|security|combat|arms|nuclear|dual-use|missile|drone)(?:[- ]\w+)? (?:aid|assistance|support|equipment|hardware|expertise|technology|technologies|goods|supplies|gear|advice|training|cooperation|package|items?|services|help|components?|know-how)|"
    r"(?:wiretapping|interception|monitoring|eavesdropping|jamming|riot|radio|night-vision) (?:equipment|gear|systems?|devices)|licen[cs]es? to (?:build|produce|assemble|make|manufacture)|technolog(?:y|ies)|torpedo(?:e?s)?|pistols|rounds(?! of (?:talks|negotiations|voting|sanctions|fighting|elections))|cartridges|detonators|fuzes|radios|(?:patrol|assault|missile|gun|landing) (?:boats?|craft|ships?)|(?:transport |cargo |military )?planes|carriers?(?= from\b)|rocket systems?|microchips|semiconductors|(?:rocket|missile|grenade) launchers?|"
    r"(?-i:[A-Z][\w\u00c0-\u017f-]+ ){1,2}(?:jets?|guns?|tanks?|missiles?|drones?|launchers?|helicopters?|fighters?|howitzers?)|(?:logistical|intelligence|counter-?\w+) (?:support|assistance|aid)|fuel|(?:crude )?oil|natural gas|gas|petroleum|uranium|energy|electricity|military (?:and|or) \w+ (?:aid|assistance|support)|\w+ and military (?:aid|assistance|support)|(?:parts|tyres|spares|engines|optics) for"
)
_GOODS = re.compile(
    rf"(?<![\w-])(?:{_ADJECTIVE}){{0,4}}{_NOUN}(?![\w-])(?:(?:,| and| or|, and|, or|,? as well as|,? but(?: also)?) (?:{_ADJECTIVE}){{0,4}}(?:{_NOUN}|(?:logistical|political|technical|financial) support|equipment|training|advice)(?![\w-])){{0,6}}",
    re.IGNORECASE,
)
# help of no kind: counts where its verb and parties are those of a trade in arms
_HELP = re.compile(
    r"(?<![\w-])(?:(?:\w+ and )?(?:military|security|financial|technical|counter-?\w+) )?(?:aid|assistance)(?![\w-])",
    re.IGNORECASE,
)
_RELIEF = re.compile(
    r"\b(?:humanitarian|food|medical|relief|development|emergency)(?: \w+)? (?:aid|assistance|supplies|support)\b|\blegal aid\b|\bfirst aid\b|\b(?:that|this|such|their|humanitarian) aid\b|\baid (?:workers?|groups?|convoys?|agenc\w+)",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"\b(?:military|arms|weapons?|security|defen[cs]e|army|forces|war)\b", re.IGNORECASE)
_NAMED = re.compile(r"\d")


def goods(seen: str, span: Span, weapons: list[tuple[int, int]]) -> list[Span]:
    """Find the goods named in a stretch, in order; `weapons` are names of weapons that stand in it."""
    found = [Span(match.start(), match.end()) for match in _GOODS.finditer(seen, span.start, span.end)]
    for start, end in weapons:
        if not any(other.start <= start < other.end for other in found):
            found.append(Span(start, end))
    found += [
        Span(match.start(), match.end())
        for match in _HELP.finditer(seen, span.start, span.end)
        if not any(other.start < match.end() and match.start() < other.end for other in found)
    ]
    relief = [match.span() for match in _RELIEF.finditer(seen, max(0, span.start - 20), span.end)]
    return sorted(each for each in found if not _is_relief(seen, each, relief))


def _is_relief(seen: str, each: Span, relief: list[tuple[int, int]]) -> bool:
    """Tell food and medicines from arms; "humanitarian and military aid" is both."""
    inside = any((start <= each.start and each.end <= end) or each.start <= start < each.end for start, end in relief)
    return inside and not _MILITARY.search(seen, each.start, each.end)
