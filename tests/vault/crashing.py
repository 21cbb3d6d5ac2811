"""Runs one job on a vault in a process that dies, without a chance to tidy, at the N-th step towards the disk.

Arguments: the vault's folder, the job, N. Ends with 9 when it died, 0 when the job was over before.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.users import Role
from advocate_desk.platforms import this_platform
from tests.support.vaults import ADMINISTRATOR, SetClock, keeper

NEW = "umbrella gravel notion spoon"
NEWCOMER, NEWCOMERS_ID = "Mo Sample", UUID(int=77)


class DiesAt:
    """The real system, under which the process dies in the midst of its N-th step."""

    def __init__(self, at: int) -> None:
        self._left = at

    def __getattr__(self, name: str) -> object:
        return getattr(this_platform(), name)

    def _dies_now(self, path: Path) -> bool:
        self._left -= "tries" not in str(path)
        return self._left == 0 and "tries" not in str(path)

    def write_durably(self, path: Path, parts: Iterable[bytes]) -> None:
        if self._dies_now(path):
            path.write_bytes(b"".join(parts)[:700])
            os._exit(9)
        this_platform().write_durably(path, parts)

    def replace_durably(self, staged: Path, target: Path) -> None:
        if self._dies_now(target):
            os._exit(9)
        this_platform().replace_durably(staged, target)

    def place_durably(self, staged: Path, target: Path) -> None:
        if self._dies_now(target):
            os._exit(9)
        this_platform().place_durably(staged, target)


def main(folder: Path, job: str, at: int) -> None:
    """Do the job."""
    vaults = keeper(folder.parent / "state", platform=DiesAt(at), clock=SetClock())
    if job == "create":
        vaults.create(folder.parent / "new.advault", ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
    elif job == "restore":
        vaults.restore(folder.parent / "before.adbackup", folder.parent / "new.advault")
    elif job == "copy":
        vaults.copy(folder, folder.parent / "new.adbackup")
    elif job == "first passphrase":
        vaults.unlock_with_code(folder, NEWCOMER, (folder.parent / "code").read_text(), NEW)
    elif job == "recover":
        vault = vaults.unlock_to_recover(folder, (folder.parent / "words").read_text().split())
        vault.recover(vault.recoverable(ADMINISTRATOR.name), NEW)
    else:
        vault = vaults.unlock(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
        if job == "passphrase":
            vault.change_passphrase(ADMINISTRATOR.passphrase, NEW)
        elif job == "add":
            vault.add_user_with_code(NEWCOMERS_ID, NEWCOMER, Role.ADVOCATE)
        elif job in {"disable", "reset"}:
            advocate = next(each.user_id for each in vault.members() if each.role is Role.ADVOCATE)
            (vault.disable_user if job == "disable" else vault.reset_user)(advocate)
        elif job == "backup":
            vault.seal_backup(folder / "records.1.db", folder.parent / "new.adbackup")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    os._exit(0)
