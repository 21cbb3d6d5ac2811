from tests.support.imports import modules_loaded_by

HEAVY = {
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "reportlab",
    "pikepdf",
    "openpyxl",
    "phonenumbers",
    "rapidfuzz",
    "holidays",
}


def test_the_unlock_screen_stands_without_the_records_or_the_letters() -> None:
    assert not HEAVY & {module.partition(".")[0] for module in modules_loaded_by(["advocate_desk.app.window"])}
