"""A clock that all processes of a server share, and that can be put forward.

The server loads this before it makes its processes, so they all see the same memory.
"""

import mmap
import struct
from datetime import UTC, datetime, timedelta

import time_machine

_shared = mmap.mmap(-1, 8)


class Clock:
    """That of one process; it follows the others with its next request."""

    def __init__(self):
        self.ahead = 0
        self.traveller = None

    def follow(self) -> None:
        [ahead] = struct.unpack("q", _shared[:])
        if ahead == self.ahead:
            return
        if self.traveller is None:
            self.traveller = time_machine.travel(datetime.now(UTC), tick=True).start()
        self.traveller.shift(timedelta(seconds=ahead - self.ahead))
        self.ahead = ahead

    def put_forward(self, seconds: int) -> None:
        _shared[:] = struct.pack("q", self.ahead + seconds)


clock = Clock()
