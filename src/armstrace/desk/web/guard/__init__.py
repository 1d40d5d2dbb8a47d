"""What stands before every page: who may ask, by which name, how much, and how slowly."""
