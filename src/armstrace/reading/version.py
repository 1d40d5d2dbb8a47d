"""Which readers these are: raised where a text is read otherwise than before, so that what was kept is read anew."""

READER = "reading.grammar@5"
