"""What reading a PDF takes: a child process that parses it, lines, paragraphs, places."""
