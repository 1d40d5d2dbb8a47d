"""What `armstrace place` prints."""

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrace.desk.intake import Case
    from armstrace.desk.questions.place import Said


def run(case: "Case", said: "Said", *, json: bool) -> None:
    """Judge, or take a judgement back, and say what was written."""
    from armstrace.chain.judged import ONLY_ON
    from armstrace.chain.wording import say
    from armstrace.desk.chains.placements import PLACE
    from armstrace.desk.cli.show import as_json, line, plain, remark
    from armstrace.desk.questions.place import placed

    made, done = placed(case, said)
    if json:
        as_json({"done": done, **asdict(made)})
    else:
        line(
            f"{done}: judgement {made.number}, {made.act} on rung {made.rung}: {plain(made.key)}, {plain(made.signed)}"
        )
    kind = made.key.partition(":")[0]
    if made.act == PLACE and made.rung not in ONLY_ON.get(kind, {made.rung}):
        remark(f"{say('never counts', kind=kind)} It is shown there, and the rung does not rest on it.")
