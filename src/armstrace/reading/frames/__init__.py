"""Who does what to whom: the frame around a word, from the parse where there is one, else from the words' order."""
