"""Records, findings and exhibits as other programs read them: pure functions from what was found to text or bytes."""
