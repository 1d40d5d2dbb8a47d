"""The documentation: its pages, and what makes those of them that are made from the program."""
