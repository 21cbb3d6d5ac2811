"""The agencies that imported referrals name: those of the directory, or new ones that nobody has checked."""

import re
from uuid import UUID

from advocate_desk.domain.directory import Agency
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.services.caseload_records import ImportSetting, plain_name
from advocate_desk.services.ports import Resemblance, UnitOfWork

SAME = 97.0
"""Of 100. Capitals, marks and the order of words cost nothing; one letter of a long name may be a slip of the pen."""


class Agencies:
    """Finds an agency by its name. Only what is all but the same counts: two agencies must never become one."""

    def __init__(self, work: UnitOfWork, setting: ImportSetting, resemblance: Resemblance) -> None:
        self._work, self._setting, self._resemblance = work, setting, resemblance
        self._directory = work.find(Agency)
        self._found: dict[str, UUID] = {}
        for agency in reversed(self._directory):
            for name in (agency.other_name, agency.name):
                if name.strip():
                    self._found[plain_name(name)] = agency.id
        self.added: list[str] = []

    def id_of(self, name: str) -> UUID:
        """Return the agency's id; one that is not in the directory is added, unchecked."""
        plain = plain_name(name)
        if plain not in self._found:
            alike = self._alike(name)
            self._found[plain] = alike if alike else self._add(name)
        return self._found[plain]

    def _alike(self, name: str) -> UUID | None:
        """Return the one agency whose name is all but the same, figures included."""
        found = {
            agency.id
            for agency in self._directory
            if self._resemblance.score(name, agency.name) >= SAME and _figures(name) == _figures(agency.name)
        }
        return found.pop() if len(found) == 1 else None

    def _add(self, name: str) -> UUID:
        agency = Agency(
            id=new_id(self._setting.now),
            stream_id=SHARED_STREAM,
            name=" ".join(name.split()),
            checked_on=None,
            import_id=self._setting.import_id,
        )
        self._work.add(agency)
        self.added.append(agency.name)
        return agency.id


def _figures(name: str) -> list[str]:
    return re.findall("[0-9]+", name)
