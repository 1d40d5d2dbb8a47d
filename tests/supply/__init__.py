"""Where armstrace comes from: known faults of what it uses, a list of it, the same wheel from the same source."""
