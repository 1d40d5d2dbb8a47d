"""The weapons of a phrase: neighbouring names taken together, joined ones apart, "these drones" by what they were."""

import re
from dataclasses import dataclass

from armstrace.gazetteer.weapons import WeaponName
from armstrace.reading.article import Article
from armstrace.reading.incidents.named import before, within
from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Arm:
    """A weapon as one item tells it: where it is named, its name as printed, its class and who made it."""

    start: int
    end: int
    name: str | None
    weapon_class: str
    origin: str | None = None
    generic: bool = False


# what these say of a weapon is worth more than the launcher's or the shell's own class
_TELLING = ("cluster_munition", "white_phosphorus", "chemical", "loitering_munition", "landmine")
_PLAIN = re.compile(
    r"\b(?:(?!(?:the|a|an|any|of|with|such|its|their|these|those|this|that|some|used|using|use|other|own)\b)[a-z-]+ )?(?:weapons?(?: systems?)?|weaponry|armaments?|munitions?|ordnance)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\W*(?:such as|like|including|among them|notably)(?: the| \w+-\w+)? ")
_TOGETHER = re.compile(
    r"[- ]?\"?(?:\d{2,3}[- ]?mm )?(?:multiple[- ](?:launch )?|calibre |caliber |type |-type |-class )?(?:\(\w+\) )?$"
)
_JOINED = re.compile(
    r"(?:\"?,| and| or|, and|, or|, as well as| as well as)(?: \d[\d,]*| (?:the|an?|\w+-\w+|\w+ed|heavy|light|some|several|other))* \"?$"
)
_MADE = re.compile(
    r"\b([A-Z][\w.]*(?: [A-Z]\w+)?)-(?:made|produced|manufactured|built|supplied|designed|developed|provided)\b[^,;.]{0,40}$"
)
_REFERRING = re.compile(
    r"\b(?:these|those|this|such|the same|the said)(?: (?:so-called|same|very))? \"?$", re.IGNORECASE
)
_FAMILY = {"loitering_munition": "uav", "mlrs": "missile_or_rocket", "ballistic_missile": "missile_or_rocket"}


def arms_in(article: Article, span: Span | None) -> list[Arm]:
    """Give the weapons of a phrase in order."""
    if span is None:
        return []
    clusters: list[list[WeaponName]] = []
    for weapon in within(article.weapons, span):
        near = clusters and _TOGETHER.fullmatch(article.seen[clusters[-1][-1].end : weapon.start])
        if near:
            clusters[-1].append(weapon)
        else:
            clusters.append([weapon])
    arms = [_arm(article, cluster, span) for cluster in clusters] or _plain(article, span)
    return [_referred(article, arm) for arm in _one_row(article, arms)]


def _plain(article: Article, span: Span) -> list[Arm]:
    """Take "sophisticated armaments" for a weapon of no known class, where no other is named."""
    found = _PLAIN.search(article.seen, span.start, span.end)
    if found is None:
        return []
    name = article.text[found.start() : found.end()]
    return [Arm(found.start(), found.end(), name, "unknown", _origin(article, found.start(), span), generic=True)]


def _arm(article: Article, cluster: list[WeaponName], span: Span) -> Arm:
    start, end = cluster[0].start, cluster[-1].end
    specific = next((weapon for weapon in cluster if not weapon.generic), None)
    classes = [weapon.weapon_class for weapon in cluster]
    telling = next((name for name in _TELLING if name in classes), None)
    own = specific.weapon_class if specific else next((name for name in classes if name != "unknown"), "unknown")
    return Arm(
        start,
        end,
        specific.printed if specific else article.text[start:end],
        telling or own,
        _origin(article, start, span),
        generic=specific is None,
    )


def _origin(article: Article, start: int, span: Span) -> str | None:
    sentence = article.sentence_at(start)
    first = max(sentence.span.start if sentence else span.start, start - 80)
    made = _MADE.search(article.seen, first, start)
    if made is None:
        return None
    makers = within(article.states, Span(made.start(1), made.end(1)))
    return makers[0].code if makers else None


def _one_row(article: Article, arms: list[Arm]) -> list[Arm]:
    """Keep weapons joined by "and"; of others the first with a name of its own, then the first at all."""
    if len(arms) < 2:
        return arms
    rows: list[list[Arm]] = [[arms[0]]]
    for arm in arms[1:]:
        gap = article.seen[rows[-1][-1].end : arm.start]
        if _EXAMPLE.fullmatch(gap):
            rows[-1][-1] = arm
        elif _JOINED.fullmatch(gap):
            rows[-1].append(arm)
        else:
            rows.append([arm])
    chosen = next((row for row in rows if any(not arm.generic for arm in row)), rows[0])
    telling = [arm for arm in chosen if arm.weapon_class != "unknown"]
    return telling or chosen


def _referred(article: Article, arm: Arm) -> Arm:
    """Resolve "these drones" to the drone named before."""
    if not arm.generic or not _REFERRING.search(article.seen, max(0, arm.start - 30), arm.start):
        return arm
    family = _FAMILY.get(arm.weapon_class, arm.weapon_class)
    block = article.block_at(arm.start)
    for weapon in before(article.weapons, arm.start, 12):
        if block is None or weapon.start < block.start:
            break
        same = family in {_FAMILY.get(weapon.weapon_class, weapon.weapon_class), "unknown"}
        if same and not weapon.generic:
            return Arm(
                arm.start,
                arm.end,
                weapon.printed,
                weapon.weapon_class,
                _origin(article, weapon.start, Span(weapon.start, weapon.end)),
            )
    return arm


def last_arms(article: Article, offset: int) -> list[Arm]:
    """Give the weapon named last before an offset in its block, for "the attack" that was carried out with it."""
    block = article.block_at(offset)
    near = before(article.weapons, offset, 3)
    found = [weapon for weapon in near if block and weapon.start >= block.start]
    if not found:
        return []
    first = next((weapon for weapon in found if not weapon.generic and offset - weapon.end < 200), found[0])
    if first is not found[0]:
        return [_arm(article, [first], Span(first.start, first.end))]
    if len(found) > 1 and first.generic and _TOGETHER.fullmatch(article.seen[found[1].end : first.start]):
        first = found[1]
    return [_referred(article, _arm(article, [first], Span(first.start, first.end)))]
