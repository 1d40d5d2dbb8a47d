"""Finding words anywhere in a case, however they are spelt there."""
