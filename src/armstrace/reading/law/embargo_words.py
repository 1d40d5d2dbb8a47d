"""The words of sentences on arms embargoes: the noun, whom it is on, who put it there, and what is said of it."""

import re

from armstrace.gazetteer.embargo_bodies import BODY
from armstrace.reading.text.keyed import Keyed

_ARMS = r"(?:arms|weapons?|weaponry|munitions|ammunition|military (?:equipment|hardware|goods|supplies)|war materials?)"
_FLOW = r"(?:sales?|exports?|imports?|transfers?|deliver(?:y|ies)|shipments?|supply|supplies|trade|provision)"
_ALL = r"(?:(?:the|all|any|its|direct|further|new|lethal|their|every) ){0,3}"
# "arms sales", "the export of arms and ammunition"
_GOODS = rf"{_ALL}(?:{_FLOW}(?: (?:and|or) {_FLOW})? of {_ALL})?{_ARMS}(?:(?:,| and| or) (?:related )?[a-z]+(?: equipment| materiel)?)?(?: {_FLOW})?"
NOUN = Keyed(
    re.compile(
        rf"\b(?P<arms>(?:arms|weapons?|military|munitions)(?: {_FLOW})?(?:,? (?:and|or) [\w-]{{3,20}})? )?embargo(?:e?s)?(?P<goods> on {_GOODS})?(?![\w-])",
        re.IGNORECASE,
    )
)
# only bodies are read with a ban: that of a state is told as a refusal of a trade
BAN = Keyed(
    re.compile(
        rf"\b(?:(?P<verb>banned|prohibited|outlawed|forbade|forbidden|bans|prohibits|forbids)|(?P<noun>(?:sales )?ban)(?= on))(?: on)? (?P<goods>{_GOODS})(?= (?:to|for|into) )",
        re.IGNORECASE,
    )
)
ANY = Keyed(re.compile(r"embargo|\bban(?:s|ned)?\b|prohibit|outlaw|forb(?:ade|id)", re.IGNORECASE))
_ADJECTIVE = (
    r"(?:mandatory|voluntary|(?:legally |non-?)?binding|international|multilateral|global|worldwide|strict|long-?standing|existing|current|ongoing|"
    r"new|fresh|full|comprehensive|total|complete|partial|limited|blanket|open-ended|indefinite|formal|unilateral|sweeping|general|territorial|"
    r"nation-?wide|country-?wide|separate|tough|stringent|wide|own|previous|former|earlier|similar|so-called|renewed|decades?-old|years-old|"
    r"\d+-year(?:-old)?|[12]\d{3}|regional|joint|strong)"
)
_DETERMINER = r"(?i:an?|the|its|their|no|any|this|that|such(?: an?)?|his|another|one)"
JOINED_BODIES = rf"(?:{BODY})(?:(?:,| and| or|,? and the|/|-) ?(?:{BODY}))?"
# what stands right before the noun: "a mandatory UN", "the European Union's long-standing", "an EU-wide"
BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<article>{_DETERMINER}) )?(?P<first>(?:{_ADJECTIVE} ){{0,3}})(?:(?:[Tt]he )?(?P<body>{JOINED_BODIES})(?P<own>'s?)?(?:-wide|-mandated|-imposed|-led|-backed)? )?(?P<adjectives>(?:(?i:{_ADJECTIVE}) ){{0,3}})$"
)
MANDATORY = re.compile(r"(?<!non-)(?<!not )\b(?:mandatory|(?<!non-)binding)\b", re.IGNORECASE)
VOLUNTARY = re.compile(r"\b(?:voluntary|non-?binding|non-?mandatory)\b", re.IGNORECASE)
PARTIAL = re.compile(r"\b(?:partial|limited)\b", re.IGNORECASE)
TOTAL = re.compile(r"\b(?:full|comprehensive|total|complete|blanket)\b", re.IGNORECASE)

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# what may stand between the noun and whom it is on
_LINK = (
    rf"(?:that|which|was|were|is|are|has|have|had|been|being|imposed|placed|slapped|put|clamped|decreed|adopted|introduced|enforced|maintained|"
    rf"lifted|renewed|extended|tightened|in place|in force|in effect|by|in|since|of|and|or|other|sanctions|an? asset freezes?|asset freezes?|travel bans?|"
    rf"restrictions|measures|a travel ban|oil|also|still|first|then|already|currently|again|remains?|remained|stood|stands|came into force|never|not|"
    rf"unanimously|resolution|resolutions|the|an?|on \d{{1,2}}|on {_MONTH}|{_MONTH}|\d{{1,4}},?|{BODY}|its members)"
)
_PART = r"(?:non-?(?:governmental|state) (?:entities|groups|forces|actors|armed groups)|armed groups|rebel groups|rebels?(?: groups| forces)?|militias?|militants|warring parties|warring sides|gangs|insurgents|forces|groups|parties)"
_WHOLE = r"(?:government|regime|territory|whole territory|entire territory|authorities|state|republic|country|military|army|junta)"
_ADJ_TARGET = r"(?:northern|southern|eastern|western|neighbou?ring|war-torn|apartheid(?:-era)?|post-war|communist|all|both|either|part|parts|most|whole|entire)"
ON = re.compile(
    rf"(?:,? {_LINK}){{0,12}}?,? (?P<how>on|against|upon|over|targeting|covering|to|into|for)(?P<who>(?: (?:the|all|whole|whole of|all of|of|{_ADJ_TARGET}|{_WHOLE}|{_PART}|in|fighting in|engaged in(?: combat in)?|operating in|part of)){{0,6}}) $"
)
PARTY_IN = re.compile(rf"\b({_PART}|part|parts)\b[\w ]*$")
PARTY_OF = re.compile(rf"\b({_PART}) (?:in|of|from|fighting in|operating in)(?: the)? $", re.IGNORECASE)
WHOLE_OF = re.compile(r"\b(?:all|whole|entire)\b")
NEXT_TARGET = re.compile(
    r"(?:,| and| or| nor|, and|, nor| as well as|, or) (?:(?:also )?(?:on|against|to) )?(?:the |both )?$"
)
# "Libya (has been) under a UN" and the like: the words before the noun phrase
# "sanctions on Eritrea, including" an arms embargo
INCLUDED = re.compile(r"(?:,| \()? ?(?:including|among them|such as|namely|notably|in the form of) $", re.IGNORECASE)
SANCTIONS_ON = re.compile(
    r"\b(?:sanctions|measures|restrictions|penalties) (?:on|against|targeting)(?: the)? $", re.IGNORECASE
)
UNDER = re.compile(
    r"(?P<between>(?:,? (?:which|who|that))?,?(?: (?:has|have|had|is|are|was|were|been|being|not|never|ever|no longer|still|also|now|then|long|currently|itself|itself been|"
    r"remains?|remained|stays?|stayed|came|comes|fell|placed|put|lived|living|both|all|already|again|always|currently|technically|formally|officially|reportedly|allegedly|apparently)){0,7}"
    r" (?:under|subject to|faces|faced|the (?:target|subject|object) of|hit (?:by|with)|slapped with|covered by))(?: the terms of)? $",
    re.IGNORECASE,
)
SIDES = re.compile(
    r"(?:both|the two|either) (?:sides|countries|states|parties|nations|combatants|belligerents|neighbou?rs|of them)|the (?:warring|two) (?:sides|parties|states)|the belligerents",
    re.IGNORECASE,
)
BY = re.compile(rf"\bby (?:the )?(?P<body>{JOINED_BODIES})(?![\w-])")
# a subject and what stands between it and the verb
SUBJECT = re.compile(
    rf"(?:^|[^\w-])(?P<body>{JOINED_BODIES})(?:,? (?:has|have|had|also|first|then|since|is|was|which|that|who|itself|again|never|not|did|does|do|recently|later|already|only|finally|formally|unanimously|still|immediately|has not|voted to|agreed to|decided to|moved to|to|on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|in|on|{_MONTH}|\d{{1,4}},?)){{0,6}} $"
)
STATE_AUX = re.compile(
    r"(?:,? (?:has|have|had|also|first|then|never|not|did|itself|again|which|later|already|only|finally|formally|still|unilaterally|on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|in [12]\d{3})){0,4} $"
)
