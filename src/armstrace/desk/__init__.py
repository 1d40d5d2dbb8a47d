"""Where everything is wired together: the case folder, settings, the command line."""
