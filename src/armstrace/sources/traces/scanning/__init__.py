"""The byte scanner of readsb's trace files: compiled loops from a file's text to columns."""
