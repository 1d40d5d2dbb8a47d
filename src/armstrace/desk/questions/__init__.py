"""What is asked, read from words in one way for every door: the command line and Python."""
