"""What a sentence says of an embargo: that it stands, was imposed, suspended or ended, or is not there."""

import re
from dataclasses import dataclass

from armstrace.reading.law.embargo_phrases import Phrase

_IMPOSED = r"(?:imposed|placed|slapped|put|introduced|declared|decreed|adopted|enacted|announced|agreed(?: on)?|instituted|established|ordered|approved|clamped|decided(?: on)?)"
_IMPOSE = (
    r"(?:impose|place|slap|put|introduce|declare|decree|adopt|enact|announce|institute|establish|order|approve|clamp)"
)
_ENDED = r"(?:lifted|ended|removed|terminated|repealed|dropped|scrapped|rescinded|revoked|abolished|withdrew|withdrawn|discontinued)"
_RUN_OUT = r"(?:expired|lapsed|ended|ceased|ran out|came to an end)"
_END = r"(?:lift(?:ing)?|end(?:ing)?|remov(?:e|ing|al of)|terminat(?:e|ing|ion of)|repeal(?:ing)?|dropp?(?:ing)?|scrapp?(?:ing)?|rescind(?:ing)?|revok(?:e|ing)|abolish(?:ing)?|expiry of|lifting of|end of)"
_SUSPENDED = re.compile(
    r"\b(?P<how>suspended|suspend(?:ing|s)?|suspension of)(?: (?:temporarily|indefinitely|formally|provisionally))?(?: the| its| their)? ?$",
    re.IGNORECASE,
)
_KEPT = r"(?:renewed|extended|prolonged|maintained|maintains?|ke(?:pt|eps?)|tightened|strengthened|widened|reaffirmed|enforced?|enforces|monitors?|eased|relaxed|retained|retains)"
_AUX = r"(?:was|were|has been|have been|had been|is|are|being|been|got)"
_LY = r"(?:(?:\w+ly|also|first|then|not|never|later|already|only|again|since|in [12]\d{3}) ){0,3}"
_WISH = re.compile(
    r"\b(?:call(?:s|ed|ing)?\b|demand\w*|urg(?:e|es|ed|ing)\b|want\w*|propos\w*|consider\w*|threat\w*|push\w*|press(?:ed|es|ing)?\b|seek\w*|sought|advocat\w*|recommend\w*|"
    r"discuss\w*|debat\w*|plan(?:s|ned|ning)?\b|request\w*|appeal\w*|support\w*|favou?r\w*|oppos\w*|vot\w*|reject\w*|refus\w*|fail\w*|block\w*|veto\w*|draft\w*|could|would|should|"
    r"may|might|must|will|shall|if|whether|unless|until|possib\w*|potential\w*|in case|so that|hop(?:e|es|ed|ing)|ask(?:s|ed|ing)?|need(?:s|ed)?|campaign\w*|suggest\w*|"
    r"tr(?:y|ies|ied|ying)|attempt\w*|lobb\w*|question of|instead of|rather than|due to|how|why|prepar\w*|intend\w*|unable|unlikely|likely|ready|demands|promis\w*|pledg\w*|vow\w*|declin\w*|talks?|motion|bill|petition)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\b(?:voted|agreed|decided|resolved|moved|unanimously|acted) (?:\w+ )?to $", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|whether|unless|in case|suppose|were to)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|neither|nor|no longer|without|yet to|nobody|none|hardly|no one|no [a-z]+(?: [a-z]+)? (?:has|have|had|ever|was|were|is))\b|n't\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|ever|at no time)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:neither|nor|none of)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:maintains?|keeps?|enforces|monitors|retains)\b", re.IGNORECASE)
_NO_LONGER = re.compile(r"\bno longer\b", re.IGNORECASE)
_LEAD_IMPOSED = re.compile(rf"\b(?:{_IMPOSED}|imposing)\b", re.IGNORECASE)
_LEAD_IMPOSE = re.compile(rf"\b{_IMPOSE}\b", re.IGNORECASE)
_LEAD_ENDED = re.compile(rf"\b{_ENDED}\b", re.IGNORECASE)
_LEAD_END = re.compile(rf"\b{_END}\b", re.IGNORECASE)
_LEAD_KEPT = re.compile(rf"\b{_KEPT}\b", re.IGNORECASE)
_LEAD_HAS = re.compile(
    r"\b(?:has|have|had|has had|have had|had had)(?: (?:also|long|already|still|not|never|now|maintained|had|kept|only)){0,3} $|\b(?:has|have|had|do|does|did)(?: not|n't) (?:have|had|maintain) $",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bthere (?:is|are|was|were|has been|have been|had been|exists?|remains?)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:called (?:on [\w ]{3,40} )?for|asked (?:\w+ ){0,4}for|requested|urged|recommended) $|\b(?:requested|asked|urged|called on|recommended) (?:[\w']+ ){1,5}to (?:impose|observe|introduce|apply|respect) $",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:after|since|following|upon|with|until) (?:the |its |their )?(?:\w+ )?$", re.IGNORECASE)
_PASSIVE_IMPOSED = re.compile(
    rf"(?:,? (?:that|which))? {_AUX} {_LY}{_IMPOSED}\b|,? (?:first )?(?:imposed|placed|decreed|adopted|introduced)\b| (?:came|went|entered|took) (?:into (?:force|effect)|effect)\b",
    re.IGNORECASE,
)
_PASSIVE_ENDED = re.compile(
    rf"^[^;:]{{0,90}}?(?:(?:,? (?:that|which))? {_AUX} (?P<how>{_LY}){_ENDED}\b| (?P<not>(?:has|had|have) (?:\w+ )?|)(?:{_RUN_OUT})\b)",
    re.IGNORECASE,
)
_PASSIVE_SUSPENDED = re.compile(
    rf"^[^;:]{{0,90}}?(?:,? (?:that|which))? (?P<aux>{_AUX}) (?P<how>{_LY})suspended\b", re.IGNORECASE
)
_PARTLY = re.compile(r"\b(?:part(?:s|ly|ially)?|some)\b", re.IGNORECASE)
_ENDED_LATER = re.compile(
    rf"^[^;:]{{0,110}}?(?:,| and| but|,? which)(?: then| later| only| finally| it| was| were| had been| has been| is){{0,4}} (?:{_ENDED}|{_RUN_OUT})\b",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"^[^;:]{0,60}? (?:(?:is|are|was|were|has been|have been|had been|remains?|remained|stays?|stayed|continues? to be|stood|stands)"
    r"(?P<how>(?: (?:\w+ly|still|now|not|never|also|no longer|currently|again))*) (?:in (?:force|place|effect|operation)|active|valid)\b"
    r"|(?:remains?|remained|goes on|continues?|continued|exists?|existed|applies|applied|stands)\b)",
    re.IGNORECASE,
)
_BREACH = re.compile(
    r"\b(?:despite|violat\w+|breach\w*|break\w*|broke|circumvent\w*|in spite of|notwithstanding|flout\w*|defi\w+|evad\w+|contraven\w+|undermin\w+|bypass\w*|contrary to|monitor\w*|enforc\w+|implement\w*|respect\w*|under|"
    r"because of|owing to|subject to|exempt\w*|exception\w* to|compl(?:y|ies|ied|iance)\b[\w ]{0,6}with|disregard\w*|ignor\w+|skirt\w*)\b",
    re.IGNORECASE,
)
_SIGHT = 110
_BEFORE = 45
_NEAR = 60
_OTHER_CLAUSE = re.compile(r"\b(?:that|to|which|when|who)\b", re.IGNORECASE)
_STOOD = re.compile(r"\b(?:was|were|remained|stayed|existed|applied|stood)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an embargo; `end` is where its words end, `asked` that it was only requested.

    `past` tells that it stood at some time, which need not be the present.
    """

    status: str
    end: int
    asked: bool = False
    past: bool = False


def said_of(seen: str, clause: tuple[int, int], phrase: Phrase) -> list[Said]:
    """Tell what a clause says of an embargo it names; nothing where it is only wished for, supposed or asked."""
    start, stop = clause
    lead = seen[max(start, phrase.start - _SIGHT) : phrase.start]
    last = max([phrase.end, *(each.end for each in phrase.targets)])
    # behind the noun the link to its target is part of the clause: "was imposed on"
    tail = seen[phrase.end : min(stop, last + _SIGHT)]
    if phrase.verb:
        return _banned(lead, last)
    if _CONDITION.search(lead):
        return []
    over = _suspension(lead, tail, phrase, last) or _ending(lead, tail, phrase, last)
    if over is not None:
        return over
    begun = _beginning(lead, tail, phrase, last)
    if begun is None:
        begun = _standing(lead, tail, phrase, last)
    later = _ENDED_LATER.search(tail)
    if begun and later and begun[0].status in {"imposed", "in_force"}:
        return [*begun, Said("ended", phrase.end + later.end())]
    return begun


def _banned(lead: str, last: int) -> list[Said]:
    if _CONDITION.search(lead) or _WISH.search(lead[-60:]):
        return []
    if _NOT.search(lead[-30:]):
        return [_none(lead[-30:], last)]
    return [Said("imposed", last)]


def _ending(lead: str, tail: str, phrase: Phrase, last: int) -> list[Said] | None:
    """Read "lifted its embargo", "the embargo was lifted", "the lifting of": ended, or standing where it was not done."""
    passive = _PASSIVE_ENDED.search(tail)
    if passive is not None and not _LEAD_IMPOSED.search(tail[: passive.start()]):
        before = tail[: passive.end()]
        if _NOT.search(before) or phrase.article == "no":
            return [Said("in_force", last)] if phrase.article != "no" else []
        return [] if _WISH.search(before) else [Said("ended", max(last, phrase.end + passive.end()))]
    done = _last(_LEAD_ENDED, lead)
    if done is not None and len(lead) - done.end() < 40:
        before = lead[max(0, done.start() - 45) : done.start()]
        open_ = _WISH.search(before) or _NOT.search(before)
        return [Said("in_force" if open_ else "ended", last)]
    bare = _last(_LEAD_END, lead)
    if bare is not None and len(lead) - bare.end() < 30:
        before = lead[max(0, bare.start() - 45) : bare.start()]
        done_ = _DONE.search(before) or _DECIDES.search(before)
        if not done_ and phrase.article in {"a", "an", "any", "no"}:
            return []
        return [Said("ended" if done_ and not _NOT.search(before) else "in_force", last)]
    return None


def _none(words: str, last: int) -> Said:
    """Say that there is none; "never" says so of all time past."""
    return Said("absent", last, past=bool(_NEVER.search(words)))


def _suspension(lead: str, tail: str, phrase: Phrase, last: int) -> list[Said] | None:
    """Read "suspended its embargo", "the embargo was suspended": suspended, or standing where it was not done."""
    passive = _PASSIVE_SUSPENDED.search(tail)
    if passive is not None and not _LEAD_IMPOSED.search(tail[: passive.start("aux")]):
        words = passive.group()
        if phrase.article == "no" or _WISH.search(words):
            return []
        stands = bool(_NOT.search(words) or _PARTLY.search(passive["how"]))
        return [Said("in_force" if stands else "suspended", last if stands else max(last, phrase.end + passive.end()))]
    active = _SUSPENDED.search(lead)
    if active is None:
        return None
    before = lead[max(0, active.start() - 45) : active.start()]
    if active["how"].lower() == "suspended":
        done = not _WISH.search(before)
    else:
        done = bool(_DONE.search(before) or _DECIDES.search(before))
    stands = bool(not done or _NOT.search(before) or _PARTLY.search(before[-12:]))
    if stands and phrase.article in {"a", "an", "any", "no"}:
        return []
    return [Said("in_force" if stands else "suspended", last)]


def _last(words: "re.Pattern[str]", text: str) -> "re.Match[str] | None":
    found = None
    for match in words.finditer(text):
        found = match
    return found


def _beginning(lead: str, tail: str, phrase: Phrase, last: int) -> list[Said] | None:
    """Read "imposed an embargo", "an embargo was imposed"; what was to be imposed is none, what was not is absent."""
    asked = _ASKED.search(lead)
    if asked and phrase.bodies and phrase.bodies_at and not _WISH.search(lead[: asked.start()]):
        return [Said("imposed", last, asked=True)]
    behind = tail[last - phrase.end :]
    passive = _PASSIVE_IMPOSED.match(tail) or _PASSIVE_IMPOSED.match(behind)
    if passive is not None:
        before = f"{lead[-40:]} {passive.group()}"
        if phrase.article == "no" or _NOT.search(passive.group()):
            return [_none(passive.group(), last)]
        definite = phrase.article in {"the", "its", "their"} or phrase.own
        if definite:
            return [Said("imposed", last)]
        return [] if _WISH.search(before) else [Said("imposed", last)]
    return _imposing(lead, phrase, last)


def _imposing(lead: str, phrase: Phrase, last: int) -> list[Said] | None:
    """Read the verb before the noun: "imposed an embargo", "voted to impose an embargo"."""
    done = _last(_LEAD_IMPOSED, lead)
    if done is not None and len(lead) - done.end() < 45 and not _OTHER_CLAUSE.search(lead, done.end()):
        before = lead[max(0, done.start() - 45) : done.start()]
        if _WISH.search(before):
            return []
        if _NOT.search(before) or phrase.article == "no":
            return [_none(before, last)] if phrase.bodies else []
        return [Said("imposed", last)]
    bare = _last(_LEAD_IMPOSE, lead)
    if bare is not None and len(lead) - bare.end() < 25 and not phrase.own and phrase.article not in {"the", "its"}:
        before = lead[max(0, bare.start() - 45) : bare.start()]
        if _DECIDES.search(before) and not _NOT.search(before):
            return [Said("imposed", last)]
        denied = re.search(r"\b(?:did|do|does)(?: not|n't)(?: \w+)? $", before)
        return [Said("absent", last)] if denied and phrase.bodies else []
    return None


def _standing(lead: str, tail: str, phrase: Phrase, last: int) -> list[Said]:
    """Read "has had", "there is", "is under", "remains in force", and what takes an embargo for granted."""
    if phrase.under is not None:
        return _under(lead, phrase, last)
    there = _last(_THERE, lead)
    if there is not None and len(lead) - there.end() < 25:
        no = phrase.article == "no" or _NOT.search(lead[there.start() :])
        return [Said("absent" if no else "in_force", last, past="was" in there.group() or "were" in there.group())]
    has = _LEAD_HAS.search(lead)
    if has is not None:
        if _WISH.search(lead[max(0, has.start() - 30) : has.start()]):
            return []
        no = phrase.article == "no" or _NOT.search(has.group())
        return [Said("absent" if no else "in_force", last, past=has.group().lower().strip() in {"had", "had had"})]
    return _remaining(lead, tail, phrase, last) or _granted(lead, phrase, last)


def _remaining(lead: str, tail: str, phrase: Phrase, last: int) -> list[Said]:
    """Read what the embargo itself does: "remains in force", "has never applied to"."""
    stands = _STANDS.match(tail)
    if stands is None:
        return []
    words = stands.group()
    past = bool(_STOOD.search(words))
    end = phrase.end + stands.end() if stands.end() < _NEAR else last
    if _NO_LONGER.search(words):
        return [Said("ended", max(last, end))]
    if phrase.article == "no" or _NOT.search(words):
        return [Said("absent", last, past=past)]
    if _WISH.search(lead) and phrase.article not in {"the", "its"}:
        return []
    return [Said("in_force", max(last, end), past=past)]


def _granted(lead: str, phrase: Phrase, last: int) -> list[Said]:
    """Read "violated the embargo on", which takes for granted that there is one."""
    near = lead[-_BEFORE:]
    if phrase.article == "no" or (phrase.article == "any" and _NOT.search(lead)):
        return []
    if _LEAD_KEPT.search(near) or _BREACH.search(near):
        past = bool(_PAST.search(near)) or phrase.article not in {"a", "an"}
        return [Said("in_force", last, past=past and not _HOLDS.search(near))]
    if phrase.article in {"the", "its", "their", "this", "that"} or phrase.own:
        return [Said("in_force", last, past=True)]
    return []


def _under(lead: str, phrase: Phrase, last: int) -> list[Said]:
    link = lead[-(phrase.start - phrase.under.start) :] if phrase.under else lead
    if _NO_LONGER.search(link):
        return [Said("ended", last)]
    # "neither Chad nor Mali is under": the denial stands before whom it is on
    if _NOT.search(link) or phrase.article == "no" or _NEITHER.search(lead):
        return [_none(link, last)]
    was = re.search(r"\b(?:was|were|had been|came|fell|faced|placed)\b", link)
    return [Said("in_force", last, past=bool(was))]
