"""stub"""
from dataclasses import dataclass
import re

@dataclass(frozen=True, slots=True)
class PlaceName:
    start: int
    end: int
    printed: str
    name: str
    state: str | None
    kind: str

def find_places(text: str) -> list[PlaceName]:
    return [PlaceName(m.start(),m.end(),m[0],m[0],None,"town") for m in re.finditer(r"Stepanakert|Shusha|Barda|Nagorno-Karabakh|Goranboy|Tartar|Lysychansk|Baku",text)]
def find_groups(text: str) -> list[PlaceName]:
    return [PlaceName(m.start(),m.end(),m[0],m[0],None,"armed_group") for m in re.finditer(r"Artsakh Defence Army|Houthis|Hamas|Hezbollah",text)]
def find_organisations(text: str) -> list[PlaceName]:
    return [PlaceName(m.start(),m.end(),m[0],m[0],None,"organisation") for m in re.finditer(r"Human Rights Watch|Amnesty International",text)]
