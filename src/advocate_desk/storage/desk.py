"""What all work on an open records file stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.services.ports import Clock
from advocate_desk.storage.engine import Driver
from advocate_desk.storage.gate import Gate
from advocate_desk.storage.journal import Sign, Verify


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """The connection and whose turn it is; who works here, on which device, and when."""

    engine: sa.Engine
    key: bytes
    clock: Clock
    device_id: UUID
    user_id: UUID
    sign: Sign
    verify: Verify
    gate: Gate = field(default_factory=Gate)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Take a turn and a transaction; after a failure the next turn reads the file anew."""
        with self.gate.turn():
            try:
                with self.engine.begin() as connection:
                    yield connection
            except BaseException:
                self.engine.dispose()
                raise

    @contextmanager
    def driver(self) -> Iterator[Driver]:
        """Take a turn with the bare connection, outside any transaction."""
        with self.gate.turn():
            borrowed = self.engine.raw_connection()
            try:
                yield borrowed.driver_connection
            finally:
                borrowed.close()
