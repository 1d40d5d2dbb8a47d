"""Where a state stands towards a treaty on the day a sentence speaks of."""
