"""Two invented cases, a directory and a service, every word of them such that it is found wherever it leaks to."""

import csv
from pathlib import Path

SERVICE, SERVICE_PHONE = "Zanthorpe Advocacy", "020 7946 0303"
ADMINISTRATOR, SUPERVISOR, ADVOCATE = "Ottoline Sample", "Peregrina Sample", "Wilhelmina Sample"
PASSPHRASE = "kettle orbit willow mosaic"
NEW_PASSPHRASE = "umbrella gravel notion spoon"

CLIENT, OTHER_PERSON, CHILD = "Xanthippe Sample", "Thaddeus Pretend", "Bartholomew Sample"
HER_PHONE, HIS_PHONE, OTHER_CASES_PHONE = "07700 900417", "07700 900418", "07700 900419"
ADDRESS = "17 Quillfeather Row"
EMAIL = "xanthippe@quillfeather.example"
SCHOOL = "Larkspurfield Primary School"
NOTE = "The spare key hangs behind the pyracantha."
SAID = "She said the word is bergamot."
TASK = "Ring about the marmalade"
DRAFT = "half typed clementine"
ASK = "Offer interim housing with a vestibule that locks."
WHY = "He waits at the aqueduct every evening."
BACK = "Say more about the kumquat."
HOW = "in the apothecary"
OTHER_CASES_CLIENT, OTHER_CASES_ADDRESS = "Philomena Example", "3 Gossamermews Lane"

WORDS = (
    *("Zanthorpe", "Ottoline", "Peregrina", "Wilhelmina", "Xanthippe", "Thaddeus", "Bartholomew", "Philomena"),
    *("900417", "900418", "900419", "Quillfeather", "Larkspurfield", "Gossamermews"),
    *("pyracantha", "bergamot", "marmalade", "clementine", "vestibule", "aqueduct", "kumquat", "apothecary"),
    *(PASSPHRASE, NEW_PASSPHRASE),
)

COUNCIL, HOUSING = "Exampleshire Council", "Housing Options"


def write_passphrases(folder: Path) -> None:
    """Write the files the commands read their passphrases from."""
    (folder / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (folder / "new-passphrase").write_text(f"{NEW_PASSPHRASE}\n", encoding="utf-8")


def write_directory(folder: Path) -> None:
    """Write a directory of one council and its housing team."""
    folder.mkdir()
    tables = {
        "organizations": "id,name,email\no1,Exampleshire Council,council@exampleshire.example\n",
        "services": "id,organization_id,name,status,assured_date\ns1,o1,Housing Options,active,2026-11-02\n",
        "locations": "id,organization_id,location_type,name\nl1,o1,physical,Civic Centre\n",
        "service_at_location": "id,service_id,location_id\nx1,s1,l1\n",
        "addresses": "id,location_id,address_1,city,postal_code,address_type\n"
        "a1,l1,1 High Street,NORTHBRIDGE,ZZ99 3AA,postal\n",
    }
    for name, table in tables.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")


def write_caseload(path: Path) -> None:
    """Write the two cases as a spreadsheet."""
    rows = [
        {
            "Name": CLIENT,
            "DOB": "14/03/1991",
            "Phone": HER_PHONE,
            "Safe to call?": "yes",
            "Email": EMAIL,
            "Address": ADDRESS,
            "Town": "Sampleton",
            "Postcode": "ZZ99 4QF",
            "Other person": OTHER_PERSON,
            "Relationship": "former partner",
            "Children": "1 (6)",
            "DASH": "16",
            "Advocate": ADVOCATE,
            "Notes": NOTE,
        },
        {
            "Name": OTHER_CASES_CLIENT,
            "Phone": OTHER_CASES_PHONE,
            "Safe to call?": "no",
            "Address": OTHER_CASES_ADDRESS,
            "Advocate": ADVOCATE,
        },
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)
