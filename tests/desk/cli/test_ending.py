"""How the command line ends while threads of libraries are still there."""

import subprocess
import sys

# a store elsewhere leaves both behind: a thread that nobody waits for, and idle ones that wait to be told of the end
LEFT_BEHIND = """
import atexit, threading, time
from concurrent.futures import ThreadPoolExecutor
from armstrace.desk.cli import main

pool = ThreadPoolExecutor(1)

def work():
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    pool.submit(print, "at work").result()
    atexit.register(print, "and gone")
    return 3

main._run = work
main.run()
"""


def test_threads_left_behind_neither_hold_the_program_nor_change_how_it_ends() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT_BEHIND], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split("\n")) == (3, ["at work", "and gone", ""])
    assert done.stderr == ""
