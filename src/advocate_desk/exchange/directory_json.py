"""Nested JSON of a service directory, taken apart into the tables it stands for."""

import json
from collections.abc import Mapping, Sequence

from advocate_desk.domain.errors import Unreadable
from advocate_desk.exchange.directory_tables import Standard, TableRow, Tables
from advocate_desk.exchange.incoming import as_text

_INSIDE: dict[str, dict[str, tuple[str, str]]] = {
    "organizations": {
        "services": ("services", "organization_id"),
        "phones": ("phones", "organization_id"),
        "locations": ("locations", "organization_id"),
    },
    "services": {
        "phones": ("phones", "service_id"),
        "service_at_locations": ("service_at_location", "service_id"),
    },
    "service_at_location": {"phones": ("phones", "service_at_location_id")},
    "locations": {
        "addresses": ("addresses", "location_id"),
        "physical_addresses": ("addresses", "location_id"),
        "phones": ("phones", "location_id"),
    },
}
"""Lists inside a thing: which table each fills, and the column that points back."""

_ABOVE: dict[str, dict[str, tuple[str, str]]] = {
    "services": {"organization": ("organizations", "organization_id")},
    "service_at_location": {"location": ("locations", "location_id")},
}
"""Single things inside a thing: which table each fills, and the column of this row that points to it."""

_SERVICE_KEYS = {"organization", "organization_id", "service_at_locations", "assured_date", "eligibility_description"}


def add_document(tables: Tables, data: bytes, name: str, standard: Standard) -> None:
    """Add a file's services and organisations to ``tables``.

    The file is a service, an organisation with services, a list of either, or one page of a list.

    Raises:
        Unreadable: it is no JSON.
    """
    text, told = as_text(data)
    if told:
        tables.told.append(f"{name}: {told}")
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise Unreadable(f"{name} is nested far too deeply to be a directory. Nothing was imported.") from error
    except ValueError as error:
        raise Unreadable(f"{name} is not JSON. Nothing was imported. Fetch the file again.") from error
    taking = _Taking(tables, name, standard)
    for thing in _things(document, tables, name):
        taking.take_top(thing)
    taking.tell()


def _things(document: object, tables: Tables, name: str) -> Sequence[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        pages, page = document.get("total_pages"), document.get("page_number")
        if document.get("last_page") is False or document.get("first_page") is False or pages not in {None, 0, 1}:
            tables.told.append(
                f"{name} is page {page} of {pages}: it holds {len(document['contents'])} of "
                f"{document.get('total_items')} services. Bring the other pages too."
            )
        return list(document["contents"])
    return [document]


class _Taking:
    """One file being taken apart."""

    def __init__(self, tables: Tables, name: str, standard: Standard) -> None:
        self._tables, self._name, self._standard = tables, name, standard
        self._unknown: dict[str, dict[str, None]] = {}
        self._strange = 0

    def take_top(self, thing: object) -> None:
        if not isinstance(thing, dict) or not ({"id", "name"} & thing.keys()):
            self._strange += 1
            return
        self._take("organizations" if _is_organisation(thing) else "services", thing, {})

    def _take(self, table: str, thing: Mapping[str, object], links: Mapping[str, str]) -> None:
        values = {key: _plain(value) for key, value in thing.items() if not isinstance(value, list | dict)}
        values.update(links)
        for key, (above, column) in _ABOVE.get(table, {}).items():
            inner = thing.get(key)
            if isinstance(inner, dict):
                values.setdefault(column, _plain(inner.get("id")))
                self._take(above, inner, {})
        mine = values.get("id", "")
        self._tables.add(table, TableRow(place=f"{self._name}, {table}", values=values))
        for key, (inside, column) in _INSIDE.get(table, {}).items():
            inner = thing.get(key)
            if isinstance(inner, list):
                self._tables.said.add((table, mine, key))
                for child in inner:
                    if isinstance(child, dict):
                        self._take(inside, child, {column: mine})
        self._notice_unknown(table, thing)

    def _notice_unknown(self, table: str, thing: Mapping[str, object]) -> None:
        known = self._standard.columns[table] | self._standard.nested.get(table, frozenset())
        self._unknown.setdefault(table, {}).update(dict.fromkeys(key for key in thing if key not in known))

    def tell(self) -> None:
        told = self._tables.told
        if self._strange:
            told.append(f"{self._name} holds {self._strange} parts that are no service and no organisation.")
        for table, keys in self._unknown.items():
            if keys:
                told.append(f"{self._name}, {table}: keys the standard does not know: {', '.join(keys)}.")


def _is_organisation(thing: Mapping[str, object]) -> bool:
    if isinstance(thing.get("services"), list):
        return True
    return not (_SERVICE_KEYS & thing.keys()) and bool({"website", "legal_status", "uri", "tax_status"} & thing.keys())


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
