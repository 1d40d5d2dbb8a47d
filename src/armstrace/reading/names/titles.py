"""Titles that stand right before a name; the other nouns for people and organisations are in word_lists.csv."""

import re

# forms of address and offices, as long as a row of them may be: "Deputy Defence Minister General"
_WORDS = (
    "Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|President|Vice|Prime|Minister|Premier|Chancellor|Foreign|"
    "Defence|Defense|Interior|Finance|Justice|Energy|Secretary-General|Secretary|General|Gen|Colonel|Col|Major|Maj|"
    "Captain|Capt|Lieutenant|Lt|Sergeant|Sgt|Admiral|Adm|Brigadier|Brig|Commander|Marshal|Ambassador|Senator|Sen|"
    "Representative|Rep|Congressman|Congresswoman|Governor|Gov|Mayor|Judge|King|Queen|Prince|Princess|Emir|Sultan|"
    "Sheikh|Ayatollah|Pope|Bishop|Archbishop|Patriarch|Catholicos|Rabbi|Imam|Reverend|Rev|Father|Speaker|Spokesman|"
    "Spokeswoman|Spokesperson|Chairman|Chairwoman|Chair|Director|Deputy|Chief|Commissioner|Envoy|Attorney|Leader|"
    "Officer|Private|Corporal|Warrant|Lawmaker|Activist|Journalist|Analyst|Researcher|Lawyer|Pilot|"
    "president|minister|premier|chancellor|spokesman|spokeswoman|spokesperson|general|colonel|ambassador|senator|"
    "governor|mayor|commander|director|lawyer|activist|analyst|researcher|journalist|academic|professor|historian|"
    "author|expert|scholar|reporter|correspondent|envoy|lawmaker|deputy|leader|chairman|secretary|official"
)
TITLE = re.compile(rf"(?:(?:{_WORDS})\.?\s){{1,5}}")
