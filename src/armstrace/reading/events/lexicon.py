"""Words that name events, and verbs whose date is no event's: speech, states, sums, acts of law and of trade."""

import re

EVENT_NOUNS = frozenset(
    "war conflict offensive counteroffensive operation invasion incursion battle siege clash clashes fighting skirmish ceasefire cease-fire truce armistice "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "earthquake flood famine pandemic massacre genocide pogrom deportation exodus expulsion uprising revolution revolt rebellion coup mutiny insurgency intervention "
    "election referendum vote summit conference meeting talks negotiation visit inauguration independence annexation occupation withdrawal retreat evacuation capture "
    "seizure takeover fall liberation surrender agreement deal accord treaty pact memorandum settlement protocol declaration resolution embargo sanction blockade closure opening "
    "attack raid ambush assault bombing shelling explosion blast crash accident disaster incident assassination murder killing execution kidnapping abduction hijacking "
    "protest demonstration strike riot unrest crisis escalation exercise deployment mobilisation mobilization exchange swap handover transfer detente rapprochement normalisation "
    "normalization recall resignation appointment death birth collapse dissolution founding creation establishment anniversary parade campaign crackdown violence atrocity crime start "
    "beginning end outbreak".split()
)
# the date of a verb of saying is the statement's
SAYING = frozenset(
    "say state tell report announce claim deny accuse write declare confirm note stress add explain assert argue warn allege call condemn urge insist admit "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "acknowledge conclude suggest ask reply answer speak tweet post describe believe think blame reject dismiss criticise criticize propose demand comment remark exclaim "
    "emphasise emphasize mention reveal disclose vow pledge promise threaten indicate maintain estimate respond quote question praise welcome request inform consider joke "
    "complain testify predict assess caution contend hint lament recount recommend publish release".split()
)
STATES = frozenset(
    "be have exist remain live belong contain consist include need want know hope feel mean depend seem appear stand lie own possess comprise resemble like love fear total amount account average "  # noqa: SIM905 # a list of words is easier to check as a sentence
    "cost represent number rank worth last continue border share lack date compare".split()
)
TRADE = frozenset("freeze supply sell export import deliver buy purchase procure ship order".split())  # noqa: SIM905 # a list of words is easier to check as a sentence
SUMS = frozenset("rise increase decrease grow decline double triple halve spend earn cost".split())  # noqa: SIM905 # a list of words is easier to check as a sentence
LAW = re.compile(
    r"\b(?:arrest\w*|indict\w*|prosecut\w*|convict\w*|acquit\w*|sentenced|su(?:ed|ing)|lawsuits?|petition\w*|criminal (?:case|investigation|proceedings)|injunctions?|plaintiffs?|"
    r"appeal(?:ed)? (?:court|against)|High Court|Supreme Court|Court of|tribunal|judges?|interim measures?|investigations?|applications?|urgent measures?|complaints?)\b"
)
FLIGHTS = re.compile(
    r"\b(?:flights?|took off|take off|cargo (?:plane|aircraft|jet)|flew the same route|was ferried|overfl\w+|turned back|Il-76|Boeing|landed at|airlift)\b"
)
SHOWN = re.compile(
    r"\b(?:reports?|videos?|footage|images?|photographs?|photos?|recordings?|maps?|lists?|dossiers?|findings)\b"
)
UNREAL = frozenset({"would", "could", "should", "may", "might", "can", "must"})
# "received $4.2 million in 2018" is a sum, whoever gave it
GIVING = frozenset({"receive", "provide", "give", "allocate", "donate", "pay", "grant", "contribute", "set"})
MONEY = re.compile(r"[$\u20ac\u00a3]\s?\d|\b(?:million|billion|dollars|euros|roubles|rubles)\b")
