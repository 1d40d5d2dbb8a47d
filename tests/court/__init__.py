"""What a court, and a hostile expert, can test: one named test for each demand of the checklist."""
