"""The people who work here, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum

from advocate_desk.domain.record import Record


class Role(StrEnum):
    """Each role may do what the ones before it may, and more; `LETTERS` sees letters alone."""

    LETTERS = "letters"
    ADVOCATE = "advocate"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What a role is asked about before a service does it."""

    READ_CASES = "read_cases"
    WORK_ON_CASES = "work_on_cases"
    APPROVE = "approve"
    PRINT_LETTERS = "print_letters"
    CHANGE_DIRECTORY = "change_directory"
    IMPORT = "import"
    MANAGE_USERS = "manage_users"
    KEEP_VAULT = "keep_vault"


_ADVOCATE = frozenset(
    {
        Action.READ_CASES,
        Action.WORK_ON_CASES,
        Action.PRINT_LETTERS,
        Action.CHANGE_DIRECTORY,
    }
)
_SUPERVISOR = _ADVOCATE | {Action.APPROVE, Action.IMPORT, Action.KEEP_VAULT}
_MAY: dict[Role, frozenset[Action]] = {
    Role.LETTERS: frozenset({Action.PRINT_LETTERS}),
    Role.ADVOCATE: _ADVOCATE,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.ADMINISTRATOR: _SUPERVISOR | {Action.MANAGE_USERS},
}


def may(role: Role, action: Action) -> bool:
    """Say whether ``role`` is allowed ``action``."""
    return action in _MAY[role]


@dataclass(frozen=True, kw_only=True, slots=True)
class User(Record):
    """Somebody who signs in. Names lie here, encrypted; keys and roles lie in the vault's header.

    ``close_to`` are those whose case this colleague must not work on (family, friends, neighbours), one a line: the
    name first, then what else is known, between commas.
    """

    display_name: str
    job_title: str = ""
    direct_line: str = ""
    email: str = ""
    close_to: tuple[str, ...] = ()
