"""Times that no calendar can place: "now", "recently", "in recent weeks", "the foreseeable future", "one day"."""

from collections.abc import Sequence

from armstrace.reading.times.course import Course
from armstrace.reading.times.grammar import Rule
from armstrace.reading.times.said import Reading, Said, vague


def read_past(said: Said, _course: Course) -> Sequence[Reading]:
    """Read what lies somewhere in the past."""
    return [vague(said, "PAST_REF")]


def read_present(said: Said, _course: Course) -> Sequence[Reading]:
    """Read the time of writing."""
    return [vague(said, "PRESENT_REF")]


def read_future(said: Said, _course: Course) -> Sequence[Reading]:
    """Read what lies somewhere ahead."""
    return [vague(said, "FUTURE_REF")]


def read_one_day(said: Said, _course: Course) -> Sequence[Reading]:
    """Read "One day, ...": some day to come."""
    return (
        [vague(said.without("dot"), "FUTURE_REF")]
        if said.tokens[-1].name != "comma"
        else [vague(said.part(0, -1), "FUTURE_REF")]
    )


RULES = (
    Rule("one u_day comma", read_one_day),
    Rule("in? more? recent (units (and units)?)", read_past),
    Rule("more? recently", read_past),
    Rule("(?<= in) the past (?! units | UNIT | NUMBER | few)", read_past),
    Rule("now (?! hyphen)", read_present),
    Rule("currently", read_present),
    Rule("current", read_present),
    Rule("(the foreseeable? | foreseeable | (?<= in) ) future", read_future),
    Rule("(coming | future) units", read_future),
    Rule("soon (?! after | before | word)", read_future),
)
