"""From a key back to the bytes: records, findings, surges and events, step by step."""
