"""The library's read-only questions for other programs, over the Model Context Protocol (MCP)."""
