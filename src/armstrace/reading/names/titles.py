"""Words before and about people: forms of address, offices, and nouns that stand for a person or an organisation."""

import re

# forms of address and offices that stand right before a name
TITLES = (
    "Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame President Vice Prime Minister Premier Chancellor Foreign "
    "Defence Defense Interior Finance Justice Energy Secretary Secretary-General General Gen Colonel Col Major Maj "
    "Captain Capt Lieutenant Lt Sergeant Sgt Admiral Adm Brigadier Brig Commander Marshal Ambassador Senator Sen "
    "Representative Rep Congressman Congresswoman Governor Gov Mayor Judge King Queen Prince Princess Emir Sultan "
    "Sheikh Ayatollah Pope Bishop Archbishop Patriarch Catholicos Rabbi Imam Reverend Rev Father Speaker Spokesman "
    "Spokeswoman Spokesperson Chairman Chairwoman Chair Director Deputy Chief Commissioner Envoy Attorney Leader "
    "Officer Private Corporal Warrant Lawmaker Activist Journalist Analyst Researcher Lawyer Pilot Dr. Minister's"
).split()
_SMALL = (
    "president minister premier chancellor spokesman spokeswoman spokesperson general colonel ambassador senator "
    "governor mayor commander director lawyer activist analyst researcher journalist academic professor historian "
    "author expert scholar reporter correspondent envoy lawmaker deputy leader chairman secretary official"
).split()
TITLE = re.compile(rf"(?:(?:{'|'.join(sorted(map(re.escape, {*TITLES, *_SMALL}), key=len, reverse=True))})\.?\s){1, 5}")

WOMEN = frozenset(
    "mrs ms miss lady dame queen princess spokeswoman chairwoman congresswoman businesswoman sister mother wife daughter baroness".split()
)
MEN = frozenset(
    "mr sir lord king prince emir sultan sheikh ayatollah pope rabbi imam father bishop spokesman chairman congressman businessman brother husband son".split()
)

# nouns for one person: "the minister" is somebody the text has named
PERSON_NOUNS = frozenset(
    "minister president premier chancellor spokesman spokeswoman spokesperson analyst expert author academic "
    "researcher lawyer attorney activist journalist reporter commander general colonel ambassador senator candidate "
    "leader scholar lawmaker mayor governor chairman chairwoman director professor historian diplomat envoy secretary "
    "king queen prince politician official officer veteran economist judge prosecutor writer man woman nominee "
    "businessman mogul strategist congressman congresswoman commissioner chief head correspondent pilot".split()
)
# nouns for an institution: only one that bears the noun in its name is meant
INSTITUTIONS = frozenset(
    "government ministry court army military parliament council commission committee panel department bank embassy "
    "office authorities authority union party police prosecutor tribunal assembly senate congress mission".split()
)
# nouns for one organisation or its writing: "the report" speaks for who wrote it
GROUP_NOUNS = frozenset(
    "report group organisation organization agency institute company firm newspaper ngo watchdog think-tank tank "
    "bureau outlet magazine paper study statement association foundation network manufacturer body researchers "
    "investigators charity centre center website site channel broadcaster daily weekly article editorial findings".split()
)
