"""How `armstrace reply` prints replies."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrace.desk.case import Case
    from armstrace.desk.questions.reply import Said


def sign(case: "Case", key: str, said: "Said", why: str, *, json: bool) -> None:
    """Sign a reply and print it.

    Raises:
        CaseError: an option does not say what it may; all mistakes are named at once.
    """
    from armstrace.desk.cli.show import as_json, line, plain
    from armstrace.desk.cli.taking import catch_up
    from armstrace.desk.judgements.replies import reply_json, sentence
    from armstrace.desk.questions.reply import asked_of, signed_reply

    asked = asked_of(said)
    catch_up(case)
    made = signed_reply(case, key, said, asked, why)
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
