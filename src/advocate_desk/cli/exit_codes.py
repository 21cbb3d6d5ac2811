"""What the program's exit code says. One table."""

from enum import IntEnum

from advocate_desk.domain.errors import (
    BackupDamaged,
    DoesNotVerify,
    HeaderDamaged,
    KnownFailure,
    NewerFormat,
    RecordsDamaged,
    StoppedBySafetyRule,
    VaultInUse,
    WrongPassphrase,
)


class ExitCode(IntEnum):
    """The exit codes; scripts rely on them."""

    DONE = 0
    FAILED = 1
    WRONG_USAGE = 2
    DAMAGED = 3
    WRONG_PASSPHRASE = 4
    OPEN_ELSEWHERE = 5
    NEWER_PROGRAM = 6
    STOPPED = 7
    BUG = 70


_CODES: tuple[tuple[type[KnownFailure], ExitCode], ...] = (
    (StoppedBySafetyRule, ExitCode.STOPPED),
    (WrongPassphrase, ExitCode.WRONG_PASSPHRASE),
    (VaultInUse, ExitCode.OPEN_ELSEWHERE),
    (NewerFormat, ExitCode.NEWER_PROGRAM),
    (HeaderDamaged, ExitCode.DAMAGED),
    (RecordsDamaged, ExitCode.DAMAGED),
    (DoesNotVerify, ExitCode.DAMAGED),
    (BackupDamaged, ExitCode.DAMAGED),
    (KnownFailure, ExitCode.FAILED),
)


def exit_code_of(failure: KnownFailure) -> ExitCode:
    """Return the code for a failure that has a sentence of its own."""
    return next(code for kind, code in _CODES if isinstance(failure, kind))
