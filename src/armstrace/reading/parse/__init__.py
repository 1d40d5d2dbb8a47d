"""The parse: words with their parts of speech and dependencies, from a model whose files are checked before loading."""
