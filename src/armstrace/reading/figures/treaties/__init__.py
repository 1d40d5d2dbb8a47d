"""Who stands where towards a treaty: signed, ratified, joined, left or did none of it, in running text."""
