"""What `armstrace reply` reads from its options, and how it prints replies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrace.desk.case import Case


@dataclass(frozen=True, slots=True)
class Said:
    """The options as they were given."""

    to: str
    put: str
    channel: str
    party: str
    answered: str
    answer: str
    accusation: str
    outcomes: Mapping[str, bool]


def sign(case: "Case", key: str, said: Said, why: str, *, json: bool) -> None:
    """Sign a reply and print it.

    Raises:
        CaseError: an option does not say what it may; all mistakes are named at once.
    """
    from armstrace.desk.cli.options import Mistakes, day
    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.judgements.accusations import accusation_of
    from armstrace.desk.judgements.replies import Asked, put, reply_json, sentence

    wrong = Mistakes()
    put_on, answered = wrong.read(day, said.put, "--put"), wrong.read(day, said.answered, "--answered")
    if not said.put:
        wrong.add("The day it was put is missing.", "--put", "Give it as 2020-11-20.")
    given = [name for name, meant in said.outcomes.items() if meant]
    # who declines does so on a day: --answered goes with --declined
    outcome = given[0] if given == ["answered"] or len(given) == 1 or given == ["declined", "answered"] else ""
    if not outcome:
        wrong.add("Say what came back.", "--answered, --declined, --silent", "Give one of them.")
    wrong.tell()
    catch_up(case)
    about, words = accusation_of(case, key)
    if put_on is None:
        return
    asked = Asked(said.to, put_on, outcome, said.answer, answered, said.channel, said.party)
    made = put(case, about, said.accusation or words, asked, why)
    if json:
        as_json(reply_json(made))
    else:
        line(f"\u201c{plain(made.accusation)}\u201d")
        line(f"  {plain(sentence(made))}")


def take_back(case: "Case", number: int, why: str, *, json: bool) -> None:
    """Withdraw a reply and say which it was."""
    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.judgements.replies import reply_json, sentence, withdraw

    gone = withdraw(case, number, why)
    if json:
        as_json({"withdrawn": reply_json(gone)})
    else:
        line(f"withdrawn: {plain(sentence(gone))}")


def listed(case: "Case", *, json: bool) -> None:
    """Print all replies of a case, those of its sheets too."""
    from armstrace.desk.cli.show import as_json, line, table, words
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.judgements.replies import number_of, replies_of, reply_json, sentence

    catch_up(case)
    found = replies_of(case)
    if json:
        as_json([reply_json(each) for each in found])
        return
    rows = [[str(number_of(each) or ""), words(each.accusation), words(sentence(each)), each.about] for each in found]
    table(["number", "accusation", "put, and what came back", "about"], rows)
    if not found:
        line("No accusation of this case was put to anybody, as far as it is written down: not asked.")
