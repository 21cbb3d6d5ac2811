"""From a directory's tables to organisations and services, with every check on the way."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from advocate_desk.domain.directory import ServiceStatus
from advocate_desk.domain.errors import TextRefused, Unreadable
from advocate_desk.domain.plain_text import accept
from advocate_desk.exchange.directory_tables import TableRow, Tables
from advocate_desk.services.import_directory import PublishedDirectory, PublishedOrganisation, PublishedService

_LINKS = {
    "organization_id": "organizations",
    "parent_organization_id": "organizations",
    "service_id": "services",
    "location_id": "locations",
    "service_at_location_id": "service_at_location",
    "program_id": "programs",
    "contact_id": "contacts",
    "phone_id": "phones",
    "taxonomy_id": "taxonomies",
    "taxonomy_term_id": "taxonomy_terms",
}
_FOUND_IN_JSON = {"organizations", "services", "locations", "service_at_location"}
_ADDRESS = ("address_1", "address_2", "city", "region", "state_province", "postal_code")
_MOST_NAMED = 5


def assemble(tables: Tables) -> PublishedDirectory:
    """Return the directory ``tables`` hold.

    Raises:
        Unreadable: there are no services or no organisations, or a row lacks its id or name.
    """
    for table, plain in (("services", "services"), ("organizations", "organisations")):
        if not tables.of(table):
            raise Unreadable(
                f"There are no {plain} in this directory, so nothing was imported. Check that it is whole."
            )
    _check_rows(tables)
    merged = {table: _merged(tables.of(table)) for table in ("organizations", "services")}
    _tell_links(tables)
    _tell_places(tables)
    reading = _Assembly(tables)
    services = tuple(reading.service(row) for row in merged["services"])
    organisations = [reading.organisation(row) for row in merged["organizations"]]
    stand_ins = _stand_ins(merged["services"], {known.external_id for known in organisations}, tables)
    return PublishedDirectory(
        organisations=(*organisations, *stand_ins), services=services, told=tuple(dict.fromkeys(tables.told))
    )


def _check_rows(tables: Tables) -> None:
    wrong: list[str] = []
    for table in ("services", "organizations"):
        for row in tables.of(table):
            wrong += [f"{row.place} has no {column}" for column in ("id", "name") if not row.get(column)]
    for table in ("services", "organizations", "addresses", "phones"):
        for row in tables.of(table):
            try:
                for text in row.values.values():
                    accept(text)
            except TextRefused as error:
                wrong.append(f"{row.place}: {str(error).rstrip('.')}")
    if wrong:
        more = f", and {len(wrong) - _MOST_NAMED} more" if len(wrong) > _MOST_NAMED else ""
        raise Unreadable(f"{'; '.join(wrong[:_MOST_NAMED])}{more}. Nothing was imported. Mend that and try again.")


def _merged(rows: Sequence[TableRow]) -> list[TableRow]:
    """Put rows with the same id together: what the first leaves open the next may say."""
    by_id: dict[str, TableRow] = {}
    for row in rows:
        before = by_id.get(row.get("id"))
        if before is None:
            by_id[row.get("id")] = row
        else:
            filled = {key: value for key, value in before.values.items() if value.strip()}
            by_id[row.get("id")] = TableRow(place=before.place, values={**before.values, **row.values, **filled})
    return list(by_id.values())


# --- what is told, and imported all the same -------------------------------------------------------------


def _tell_links(tables: Tables) -> None:
    ids = {table: {row.get("id") for row in rows} for table, rows in tables.rows.items()}
    lost: dict[str, list[str]] = defaultdict(list)
    for rows in tables.rows.values():
        for row in rows:
            for column, target in _LINKS.items():
                linked = row.get(column)
                if linked and linked not in ids.get(target, ()) and (tables.whole or target in _FOUND_IN_JSON):
                    lost[column].append(row.place)
    for column, places in lost.items():
        tables.told.append(f"{column} leads to nothing in these files: {_named(places)}.")


def _tell_places(tables: Tables) -> None:
    for column, furthest in (("latitude", 90.0), ("longitude", 180.0)):
        wrong = [row.place for row in tables.of("locations") if not _lies_within(row.get(column), furthest)]
        if wrong:
            tables.told.append(f"There is no such {column}: {_named(wrong)}. The place itself is kept.")


def _lies_within(figure: str, furthest: float) -> bool:
    if not figure:
        return True
    try:
        return abs(float(figure)) <= furthest
    except ValueError:
        return False


def _named(places: Sequence[str]) -> str:
    different = list(dict.fromkeys(places))
    more = f" and {len(different) - _MOST_NAMED} more" if len(different) > _MOST_NAMED else ""
    return f"{', '.join(different[:_MOST_NAMED])}{more}"


def _stand_ins(services: Sequence[TableRow], known: set[str], tables: Tables) -> list[PublishedOrganisation]:
    """Give a home to each service whose organisation is not in the files, under the service's own name."""
    homes: dict[str, PublishedOrganisation] = {}
    for row in services:
        home = _home_of(row)
        if home not in known and home not in homes:
            homes[home] = PublishedOrganisation(external_id=home, name=row.get("name"), is_stand_in=True)
            tables.told.append(f"{row.place}: its organisation is not in these files; it stands under its own name.")
    return list(homes.values())


def _home_of(service: TableRow) -> str:
    return service.get("organization_id") or service.get("id")


# --- one by one ------------------------------------------------------------------------------------------


class _Assembly:
    """Looks up, for each organisation and service, the phones and the address that belong to it."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._phones = {
            column: _by(tables.of("phones"), column)
            for column in ("organization_id", "service_id", "service_at_location_id")
        }
        self._addresses = _by(tables.of("addresses"), "location_id")
        self._locations = _by(tables.of("locations"), "organization_id")
        self._at_locations = _by(tables.of("service_at_location"), "service_id")

    def organisation(self, row: TableRow) -> PublishedOrganisation:
        mine = row.get("id")
        places = [place.get("id") for place in self._locations[mine]]
        return PublishedOrganisation(
            external_id=mine,
            name=row.get("name"),
            other_name=_text(row, "alternate_name"),
            description=_text(row, "description"),
            email=_text(row, "email"),
            website=_text(row, "website"),
            phones=self._said_phones("organizations", mine, self._phones["organization_id"][mine]),
            postal_address=self._said_address("organizations", mine, "locations", places),
        )

    def service(self, row: TableRow) -> PublishedService:
        mine = row.get("id")
        at = self._at_locations[mine]
        phones = self._phones["service_id"][mine] or [
            phone for place in at for phone in self._phones["service_at_location_id"][place.get("id")]
        ]
        return PublishedService(
            external_id=mine,
            organisation_id=_home_of(row),
            name=row.get("name"),
            other_name=_text(row, "alternate_name"),
            description=_text(row, "description"),
            status=self._status(row),
            email=_text(row, "email"),
            website=_text(row, "url"),
            phones=self._said_phones("services", mine, phones),
            postal_address=self._said_address(
                "services", mine, "service_at_locations", [place.get("location_id") for place in at]
            ),
            eligibility=_text(row, "eligibility_description"),
            how_to_apply=_text(row, "application_process"),
            wait=_text(row, "wait_time"),
            alert=_text(row, "alert"),
            checked_on=self._assured(row),
        )

    def _said_phones(self, table: str, mine: str, rows: Sequence[TableRow]) -> tuple[str, ...] | None:
        numbers = tuple(dict.fromkeys(number for row in rows if (number := _number(row))))
        was_said = (table, mine, "phones") in self._tables.said or (
            "phones" in self._tables.rows and self._tables.whole
        )
        return numbers if numbers or was_said else None

    def _said_address(self, table: str, mine: str, key: str, places: Sequence[str]) -> tuple[str, ...] | None:
        """Return the first postal address of ``places``, else the first address. None is nothing to warn about:
        a refuge has no published address on purpose."""
        rows = [row for place in places for row in self._addresses[place]]
        postal = [row for row in rows if row.get("address_type").casefold() == "postal"]
        lines = next((_lines(row) for row in (*postal, *rows) if _lines(row)), ())
        was_said = (table, mine, key) in self._tables.said or (self._tables.whole and "addresses" in self._tables.rows)
        return lines if lines or was_said else None

    def _status(self, row: TableRow) -> ServiceStatus | None:
        written = row.get("status").casefold()
        if not written:
            return None
        try:
            return ServiceStatus(written)
        except ValueError:
            self._tables.told.append(f"{row.place}: its status is no word of the standard; it was left as it was.")
            return None

    def _assured(self, row: TableRow) -> date | None:
        written = row.get("assured_date")
        if not written:
            return None
        try:
            return date.fromisoformat(written[:10])
        except ValueError:
            self._tables.told.append(f"{row.place}: there is no such assured_date; it was left out.")
            return None


def _by(rows: Sequence[TableRow], column: str) -> defaultdict[str, list[TableRow]]:
    found: defaultdict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        if row.get(column):
            found[row.get(column)].append(row)
    return found


def _text(row: TableRow, column: str) -> str | None:
    return row.get(column) if column in row.values else None


def _number(row: TableRow) -> str:
    """Return the number as published, but for quotes round it; an extension is named, never run into it."""
    number = row.get("number").strip("\"'“”‘’ ")
    extension = row.get("extension")
    return f"{number} ext. {extension}" if number and extension else number


def _lines(row: TableRow) -> tuple[str, ...]:
    return tuple(line for column in _ADDRESS if (line := row.get(column)))
