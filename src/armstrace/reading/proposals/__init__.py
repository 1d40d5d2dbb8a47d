"""Claims that a language model proposes: only words of the text itself pass."""
