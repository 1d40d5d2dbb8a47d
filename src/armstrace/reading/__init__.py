"""Text to claims: each an exact span of the text, found by a deterministic grammar over gazetteer hits."""
