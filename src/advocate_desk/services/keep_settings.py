"""What a service sets once: its name, letterhead, marking, idle times, second place for backups."""

import errno
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from advocate_desk.domain.attempts import attempt_standard
from advocate_desk.domain.chasing import check_ladder
from advocate_desk.domain.errors import DiskFull, EntryRefused
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.settings import (
    LEAST_LOCK_MINUTES,
    LONGEST_COVER_MINUTES,
    LONGEST_LOCK_MINUTES,
    SERVICE_SETTINGS_ID,
    ServiceSettings,
)
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session

MOST_SENDER_LINES = 4
"""As many as stand beside the name at the head of a letter."""
LARGEST_OFFSET = 10
LONGEST_LINE = 80
WHO_CHANGES = "A supervisor or an administrator can change this."
_VAULT_ENDING = ".advault"


class KeepSettings:
    """Reads and changes the settings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self) -> ServiceSettings:
        """Return them. Everybody may: letters, safe contact and the lock stand on them."""
        return self._session.settings()

    def why_not_change(self) -> str:
        """Return why whoever is signed in cannot change them, or "" where they can."""
        return "" if self._session.may(Action.KEEP_VAULT) else WHO_CHANGES

    def change(self, **fields: object) -> ServiceSettings:
        """Set ``fields`` and return all settings as they are then.

        Raises:
            NotAllowed: for supervisors and administrators only.
            EntryRefused, TextRefused: a value that cannot be; nothing was changed.
        """
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
            wanted = replace(settings, **cast(dict[str, Any], fields))
            for name in fields:
                _CHECKS[name](wanted)
            if "backup_folder" in fields and wanted.backup_folder:
                check_second_place(Path(wanted.backup_folder), self._session.vault.folder)
            unit.change(settings, **{name: getattr(wanted, name) for name in fields})
            unit.commit("settings changed")
        return self.read()


def check_second_place(folder: Path, vault: Path) -> None:
    """Refuse a folder that backups cannot go to. A shared one is fine: backups are sealed.

    Raises:
        EntryRefused, DiskFull: with what to do; nothing is left there.
    """
    place = folder.resolve()
    if place.is_relative_to(vault.resolve()) or any(part.endswith(_VAULT_ENDING) for part in place.parts):
        raise EntryRefused(
            "That folder is part of a vault. A second place is one that is still there when the vault's disk is lost. "
            "Choose another."
        )
    if not place.is_dir():
        raise EntryRefused("That folder is not there now. Connect the disk or the share, then choose it again.")
    trial = place / f"advocate-desk-{secrets.token_hex(8)}.tmp"
    try:
        _write_and_read(trial)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull from None
        raise EntryRefused(
            "Nothing can be written to that folder. Nothing was changed. Choose another, or ask whoever keeps it."
        ) from None


def _write_and_read(trial: Path) -> None:
    try:
        with trial.open("xb") as file:
            file.write(_TRIAL)
            file.flush()
            os.fsync(file.fileno())
        if trial.read_bytes() != _TRIAL:
            raise OSError
    finally:
        trial.unlink(missing_ok=True)


def _check_name(wanted: ServiceSettings) -> None:
    _one_line(wanted.service_name)
    if not wanted.service_name.strip():
        raise EntryRefused("Type your service's name. Letters begin with it.")


def _check_marking(wanted: ServiceSettings) -> None:
    _one_line(wanted.marking)
    if not wanted.marking.strip():
        raise EntryRefused("Every letter is marked. Choose one of the two markings or type your own.")


def _check_sender(wanted: ServiceSettings) -> None:
    for line in wanted.sender_lines:
        _one_line(line)
    if len(wanted.sender_lines) > MOST_SENDER_LINES:
        raise EntryRefused(f"The head of a letter has room for {MOST_SENDER_LINES} lines. Take some out.")


def _check_times(wanted: ServiceSettings) -> None:
    cover, lock = wanted.cover_after_minutes, wanted.lock_after_minutes
    if not 1 <= cover <= LONGEST_COVER_MINUTES:
        raise EntryRefused(f"The screen is covered after 1 to {LONGEST_COVER_MINUTES} minutes.")
    if not LEAST_LOCK_MINUTES <= lock <= LONGEST_LOCK_MINUTES:
        raise EntryRefused(f"The desk locks after {LEAST_LOCK_MINUTES} to {LONGEST_LOCK_MINUTES} minutes.")
    if cover >= lock:
        raise EntryRefused("The screen must be covered before the desk locks. Choose fewer minutes for the cover.")


def _check_folder_name(wanted: ServiceSettings) -> None:
    accept(wanted.backup_folder)


def _check_medium(wanted: ServiceSettings) -> None:
    if not 1 <= wanted.medium_risk_from <= wanted.high_risk_from:
        raise EntryRefused(
            f"Medium risk begins below high: between 1 and {wanted.high_risk_from}, from where risk is high here."
        )


def _between(name: str, least: int, most: int, sentence: str) -> Callable[[ServiceSettings], None]:
    def check(wanted: ServiceSettings) -> None:
        if not least <= getattr(wanted, name) <= most:
            raise EntryRefused(sentence)

    return check


def _one_line(text: str) -> None:
    accept(text)
    if len(text.splitlines()) > 1:
        raise EntryRefused("This has room for one line. Take the line breaks out.")
    if len(text) > LONGEST_LINE:
        raise EntryRefused(f"This is longer than the {LONGEST_LINE} characters a line of a letter has room for.")


def _line_of(name: str) -> Callable[[ServiceSettings], None]:
    return lambda wanted: _one_line(getattr(wanted, name))


_TRIAL = b"Advocate Desk tries whether backups can be written here.\n"
_CHECKS: Mapping[str, Callable[[ServiceSettings], object]] = {
    "service_name": _check_name,
    "strapline": _line_of("strapline"),
    "sender_lines": _check_sender,
    "phone": _line_of("phone"),
    "marking": _check_marking,
    "window_offset_x": _between("window_offset_x", -LARGEST_OFFSET, LARGEST_OFFSET, "Between -10 and 10 millimetres."),
    "window_offset_y": _between("window_offset_y", -LARGEST_OFFSET, LARGEST_OFFSET, "Between -10 and 10 millimetres."),
    "high_risk_from": _between("high_risk_from", 1, 24, "The list has 24 questions: between 1 and 24."),
    "medium_risk_from": _check_medium,
    "marac_feedback_days": _between("marac_feedback_days", 1, 30, "Between 1 and 30 working days."),
    "safe_contact_days": _between("safe_contact_days", 1, 365, "Between 1 and 365 days."),
    "nation": lambda _wanted: None,
    "cover_after_minutes": _check_times,
    "lock_after_minutes": _check_times,
    "backup_folder": _check_folder_name,
    "first_attempt": attempt_standard,
    "attempts_wanted": attempt_standard,
    "attempts_within_days": attempt_standard,
    "chase_after": lambda wanted: check_ladder(wanted.chase_after),
}
"""What may be changed, and what each must be."""
