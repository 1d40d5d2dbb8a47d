"""stub"""
import re
from dataclasses import dataclass
from collections.abc import Iterable

@dataclass(frozen=True, slots=True)
class WeaponName:
    start: int
    end: int
    printed: str
    name: str
    weapon_class: str
    kind: str
    generic: bool
    origin: str | None

_G = [("cluster_munition", r"cluster (?:munitions?|bombs?|rockets?|weapons?)|submunitions?|bomblets?"),("white_phosphorus", r"(?:white )?phosphorus(?: munitions?| bombs?| shells?)?"),("chemical", r"chlorine(?: gas| cylinders)?|sarin|chemical (?:weapons?|munitions?|agents?)|mustard gas|poison gas"),("loitering_munition", r"kamikaze drones?|loitering munitions?|suicide drones?"),("uav", r"(?:military |combat |armed )?drones?|UAVs?"),("ballistic_missile", r"ballistic missiles?"),("missile_or_rocket", r"(?:cruise |guided |anti-tank )?missiles?|rockets?|MANPADS?"),("mlrs", r"rocket launchers?|multiple rocket launchers?|MLRS"),("artillery", r"artillery|howitzers?|mortars?(?: rounds?)?|shells?|tank fire"),("aircraft", r"warplanes?|fighter jets?|jets|helicopters?|barrel bombs?|aircraft|aerial bomb(?:s|ing|ardment)|bombers?"),("landmine",r"(?:anti-personnel |anti-tank |land)?mines?|landmines?"),("small_arms",r"small arms|rifles?|machine guns?|bullets"),("unknown",r"(?:banned |sophisticated |heavy |indiscriminate )?(?:weapons|weaponry|armaments)|bombs?|munitions?")]
_N=[("mlrs",r"(?:BM-21 |9M22 )?Grads?|(?:BM-30 )?Smerch(?:es)?|Uragan|9M27K|LAR-160|HIMARS"),("ballistic_missile",r"Iskander|Tochka-U|Scud|Badr-1"),("loitering_munition",r"Harop|Shahed(?:-136)?|Lancet"),("uav",r"Bayraktar TB2|Wing Loong(?: II)?|TB2"),("aircraft",r"Su-\d\d|MiG-\d\d|Mi-\d+|MK-82|Paveway"),("cluster_munition",r"M0?[89]5(?: DPICM)?|BL755"),("landmine",r"PFM-1"),("artillery",r"D-30|2S1 Gvozdika")]
def find_weapons_named(text: str, designations: Iterable[str]=()) -> list[WeaponName]:
    found=[]
    for gen,tab in ((False,_N),(True,_G)):
        for c,p in tab:
            for m in re.finditer(r"(?<![\w-])(?:"+p+r")(?![\w-])",text, 0 if not gen else re.I):
                if not any(m.start()<f.end and f.start<m.end() for f in found):
                    found.append(WeaponName(m.start(),m.end(),m[0],m[0],c,"munition",gen,None))
    return sorted(found,key=lambda f:f.start)
