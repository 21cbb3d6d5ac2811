"""Ten tries in five minutes, counted outside the vault, without names.

It slows somebody who sits at the computer. Whoever has a copy of the vault counts their own tries.
"""

import json
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.errors import TooManyTries
from advocate_desk.platforms import Platform
from advocate_desk.services.ports import Clock
from advocate_desk.vault.crypto import digest

TRIES = 10
WITHIN_SECONDS = 300
_MAXIMUM_SIZE = 4096
_OF_VAULT, _OF_COPIES = b"advocate-desk tries", b"advocate-desk tries at copies"


class Tries:
    """The tries at one vault. A folder that cannot be written does not keep anybody from tonight's phone numbers.

    Those at copies of it, which somebody unpacks to rehearse a restore, count apart (``of_copies``): an old passphrase
    that nobody remembers well must not lock anybody out of the vault itself, nor may copies be tried without end.
    """

    def __init__(
        self, platform: Platform, clock: Clock, state_dir: Path, vault_id: UUID, *, of_copies: bool = False
    ) -> None:
        self._platform = platform
        self._clock = clock
        self._folder = state_dir / "tries"
        self._path = self._folder / (
            digest((_OF_COPIES if of_copies else _OF_VAULT) + vault_id.bytes, 16).hex() + ".json"
        )

    def begin(self) -> None:
        """Count one more, before the passphrase is looked at.

        Raises:
            TooManyTries: there were ten already.
        """
        now = int(self._clock.now().timestamp())
        # A moment after now means that the clock was put back; it counts as now.
        recent = [min(moment, now) for moment in self._read() if moment > now - WITHIN_SECONDS]
        if len(recent) >= TRIES:
            raise TooManyTries(max(1, recent[-TRIES] + WITHIN_SECONDS - now))
        self._write([*recent, now])

    def succeeded(self) -> None:
        """Forget the tries: the right passphrase was typed."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> list[int]:
        try:
            with self._path.open("rb") as file:
                moments = json.loads(file.read(_MAXIMUM_SIZE))
        except (OSError, ValueError, RecursionError):
            return []
        if not isinstance(moments, list) or not all(type(moment) is int for moment in moments):
            return []
        return sorted(moments)[-TRIES:]

    def _write(self, moments: list[int]) -> None:
        with suppress(OSError):
            if not self._folder.exists():
                self._platform.make_private_folder(self._folder)
            staged = self._path.with_suffix(".new")
            self._platform.write_durably(staged, (json.dumps(moments).encode("ascii"),))
            self._platform.replace_durably(staged, self._path)
