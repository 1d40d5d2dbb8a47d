"""Run a command on a machine of its own without a network: python tests/without_network.py COMMAND [ARGUMENT...].

Linux gives each process group its own network on request (a network namespace, unshare(2)); in a new one there is
only a loopback. Where the system refuses that, the command runs as it is and a line says so.
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

MARK = "ARMSTRACE_WITHOUT_NETWORK"
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of sched.h
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP of if.h


def _unshare(flags: int) -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(flags) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh14x", b"lo", 0)
        _, flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, _GET_FLAGS, asked))
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP))


def _leave_alone() -> None:
    """As root, who keeps all rights."""
    _unshare(_NEW_NETWORK)
    _loopback_up()


def _leave_with_own_name() -> None:
    """As anybody: in a user namespace in which we are still ourselves."""
    user, group = os.geteuid(), os.getegid()
    _unshare(_NEW_USER | _NEW_NETWORK)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    _loopback_up()


def leave_network() -> bool:
    """Leave the network for good; give whether the system let us. Each way is tried in a child process first."""
    if not sys.platform.startswith("linux"):
        return False
    for way in (_leave_alone, _leave_with_own_name):
        child = os.fork()
        if child == 0:
            try:
                way()
            except OSError:
                os._exit(1)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            way()
            return True
    return False


if __name__ == "__main__":
    if leave_network():
        os.environ[MARK] = "1"
    else:
        sys.stderr.write("This system gives no network namespace: the command runs with the network in reach.\n")
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 # whoever calls names the command
