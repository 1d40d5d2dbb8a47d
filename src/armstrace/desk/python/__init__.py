"""The door for programs: `import armstrace as at`. Every answer is computed by the rooms that the commands use."""
