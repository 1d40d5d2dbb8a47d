"""`python -m armstrace` is the command `armstrace`."""

from armstrace.desk.cli.main import run

if __name__ == "__main__":
    run()
