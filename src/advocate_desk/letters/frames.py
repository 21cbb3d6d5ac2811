"""Length-prefixed frames: how the desk and the letter worker speak over pipes."""

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")
LARGEST = 64 * 1024 * 1024
"""Bytes. Far above any letter; a length beyond it means that something else is speaking."""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write ``data`` and its length, and flush."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the next frame, or None when the other side has closed.

    Raises:
        EOFError: it closed in the middle of a frame, or sent what is none.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size or (length := _LENGTH.unpack(head)[0]) > LARGEST:
        raise EOFError
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
