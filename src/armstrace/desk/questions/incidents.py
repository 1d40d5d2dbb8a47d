"""Which incidents are asked for, from words."""

from armstrace.desk.incidents.asked import Wanted, box_of, party_asked, weapons_asked
from armstrace.desk.incidents.places import near_of
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.words import day
from armstrace.records.kinds import Incident
from armstrace.tables.by_place import ByPlace

Words = dict[str, str]
"""What is asked, by name: near, box, first, last, weapon, actor; "" asks nothing."""


def wanted_of(placed: ByPlace[Incident], said: Words, km: float) -> Wanted:
    """Read what is asked for.

    Raises:
        CaseError: an option does not say what it may; all mistakes are named at once.
    """
    wrong = Mistakes()
    near = wrong.read(near_of, said["near"], placed)
    box = wrong.read(box_of, said["box"])
    first, last = wrong.read(day, said["first"], "--from"), wrong.read(day, said["last"], "--to")
    if first and last and first > last:
        wrong.add("This period runs backwards.", "--from", "Exchange --from and --to.")
    if not 0 < km <= 20_000:
        wrong.add(f"{km:g} km is no distance to look within.", "--km", "Give kilometres, such as --km 10.")
    wrong.tell()
    return Wanted(
        near=near,
        km=km,
        box=box,
        first=first,
        last=last,
        weapon=said["weapon"].strip(),
        weapons=weapons_asked(said["weapon"].strip()),
        actor=said["actor"].strip(),
        party=party_asked(said["actor"].strip()),
    )
