"""Whether an arms embargo was in force, by whom and against whom, on the day a sentence speaks of."""
