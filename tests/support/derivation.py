"""Each passphrase is stretched once for a salt and a cost; a test run that asks again is given the same key.

Half of what the tests took of the processor was this one function, of which the same words, salt and cost always make
the same bytes. Nothing else about it changes: another word, salt or cost is stretched in full, what fails fails again,
and no process that a test starts knows of it.
"""

from nacl.pwhash import argon2id

_stretch = argon2id.kdf
Asked = tuple[int, bytes, bytes, int, int]


class Remembered:
    """Stands in the place of the library's function."""

    def __init__(self) -> None:
        self._known: dict[Asked, bytes] = {}

    def __call__(self, size: int, password: bytes, salt: bytes, opslimit: int, memlimit: int) -> bytes:
        if not any(salt):  # the program's own measuring of how long it takes, which must take as long
            return _stretch(size, password, salt, opslimit=opslimit, memlimit=memlimit)
        asked = (size, password, salt, opslimit, memlimit)
        if asked not in self._known:
            self._known[asked] = _stretch(size, password, salt, opslimit=opslimit, memlimit=memlimit)
        return self._known[asked]


def remember_keys() -> None:
    """Let this process stretch nothing twice."""
    argon2id.kdf = Remembered()  # type: ignore[assignment]  # nobody asks it for an encoding
