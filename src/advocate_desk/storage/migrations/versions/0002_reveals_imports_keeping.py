"""What shows a hidden number, what a spreadsheet brought, and how a vault is kept."""

from alembic import op

revision = "0002"
down_revision = "0001"

_SHARED = "stream_id = '00000000000080008000000000000001'"
_HEAD = "id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER"

NEW = {
    "point_reveals": f"""
CREATE TABLE point_reveals (
    {_HEAD}, case_id TEXT NOT NULL, point_id TEXT NOT NULL,
    reason TEXT NOT NULL CONSTRAINT ck_point_reveals_reason CHECK (reason IN ('calling_now', 'police_asked',
        'updating', 'other')),
    other_reason TEXT NOT NULL, revealed_at INTEGER NOT NULL, revealed_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_point_reveals_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, point_id) REFERENCES contact_points (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    "caseload_imports": f"""
CREATE TABLE caseload_imports (
    {_HEAD}, imported_at INTEGER NOT NULL, imported_by TEXT NOT NULL, cases INTEGER NOT NULL,
    contacts INTEGER NOT NULL, referrals INTEGER NOT NULL, undone_at INTEGER, undone_by TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_caseload_imports_stream CHECK ({_SHARED})
) STRICT
""",
    "column_matches": f"""
CREATE TABLE column_matches (
    {_HEAD},
    sheet TEXT NOT NULL CONSTRAINT ck_column_matches_sheet CHECK (sheet IN ('clients', 'referrals', 'contacts')),
    heading TEXT NOT NULL, field TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_column_matches_stream CHECK ({_SHARED})
) STRICT
""",
    "backups_made": f"""
CREATE TABLE backups_made (
    {_HEAD}, made_at INTEGER NOT NULL, made_by TEXT NOT NULL, file_name TEXT NOT NULL, size_bytes INTEGER NOT NULL,
    in_second_place INTEGER NOT NULL CONSTRAINT ck_backups_made_in_second_place CHECK (in_second_place IN (0, 1)),
    PRIMARY KEY (id),
    CONSTRAINT ck_backups_made_stream CHECK ({_SHARED})
) STRICT
""",
    "drills_done": f"""
CREATE TABLE drills_done (
    {_HEAD},
    kind TEXT NOT NULL CONSTRAINT ck_drills_done_kind CHECK (kind IN ('recovery_words', 'restore')),
    done_at INTEGER NOT NULL, done_by TEXT NOT NULL, cases INTEGER, newest INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck_drills_done_stream CHECK ({_SHARED})
) STRICT
""",
    "notices": f"""
CREATE TABLE notices (
    {_HEAD}, kind TEXT NOT NULL CONSTRAINT ck_notices_kind CHECK (kind IN ('recovery_used')),
    happened_at INTEGER NOT NULL, about_user_id TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_notices_stream CHECK ({_SHARED})
) STRICT
""",
    "notices_seen": f"""
CREATE TABLE notices_seen (
    {_HEAD}, notice_id TEXT NOT NULL, user_id TEXT NOT NULL, seen_at INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_notices_seen_stream CHECK ({_SHARED}),
    FOREIGN KEY(notice_id) REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
}

_CASES = """
CREATE TABLE cases (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    reference TEXT NOT NULL, client_id TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_cases_status CHECK (status IN ('open', 'on_hold', 'closed')),
    lead_id TEXT, lead_as_text TEXT NOT NULL, referred_on TEXT, referred_by TEXT NOT NULL, opened_on TEXT,
    closed_on TEXT, what_she_wants TEXT NOT NULL, kinds_of_abuse TEXT NOT NULL, marac_on TEXT,
    reported_to_police TEXT NOT NULL, crime_reference TEXT NOT NULL, client_number TEXT NOT NULL,
    row_fingerprint TEXT NOT NULL,{more}
    PRIMARY KEY (id),
    CONSTRAINT ck_cases_stream CHECK (id = stream_id),
    FOREIGN KEY(id, client_id) REFERENCES people (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
"""
_CASES_OLD = (
    "id, stream_id, version, deleted_at, reference, client_id, status, lead_id, lead_as_text, referred_on, "
    "referred_by, opened_on, closed_on, what_she_wants, kinds_of_abuse, marac_on, reported_to_police, "
    "crime_reference, client_number, row_fingerprint"
)
_CASES_INDEXES = {
    "ix_cases_client_number": "client_number",
    "ix_cases_reference": "reference",
    "ix_cases_row_fingerprint": "row_fingerprint",
}

_SETTINGS = """
CREATE TABLE service_settings (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    service_name TEXT NOT NULL, strapline TEXT NOT NULL, sender_lines TEXT NOT NULL, phone TEXT NOT NULL,
    marking TEXT NOT NULL, window_offset_x INTEGER NOT NULL, window_offset_y INTEGER NOT NULL,
    high_risk_from INTEGER NOT NULL, safe_contact_days INTEGER NOT NULL,
    is_sample INTEGER NOT NULL CONSTRAINT ck_service_settings_is_sample CHECK (is_sample IN (0, 1)),{more}
    PRIMARY KEY (id),
    CONSTRAINT ck_service_settings_stream CHECK (stream_id = '00000000000080008000000000000001')
) STRICT
"""
_SETTINGS_MORE = """
    nation TEXT NOT NULL CONSTRAINT ck_service_settings_nation CHECK (nation IN ('england', 'wales', 'scotland',
        'northern_ireland')),
    cover_after_minutes INTEGER NOT NULL, lock_after_minutes INTEGER NOT NULL, backup_folder TEXT NOT NULL,"""
_SETTINGS_OLD = (
    "id, stream_id, version, deleted_at, service_name, strapline, sender_lines, phone, marking, window_offset_x, "
    "window_offset_y, high_risk_from, safe_contact_days, is_sample"
)


def upgrade() -> None:
    """Make the new tables; give cases their import, and the settings their new fields as they are at first."""
    _make_again(
        "cases",
        _CASES.replace("{more}", " import_id TEXT,"),
        f"{_CASES_OLD}, import_id",
        f"{_CASES_OLD}, NULL",
        {**_CASES_INDEXES, "ix_cases_import_id": "import_id"},
    )
    _make_again(
        "service_settings",
        _SETTINGS.replace("{more}", _SETTINGS_MORE),
        f"{_SETTINGS_OLD}, nation, cover_after_minutes, lock_after_minutes, backup_folder",
        f"{_SETTINGS_OLD}, 'england', 2, 10, ''",
        {},
    )
    for statement in NEW.values():
        op.execute(statement)


def downgrade() -> None:
    """Take it all away again."""
    for name in reversed(NEW):
        op.execute(f"DROP TABLE {name}")
    _make_again("cases", _CASES.replace("{more}", ""), _CASES_OLD, _CASES_OLD, _CASES_INDEXES)
    _make_again("service_settings", _SETTINGS.replace("{more}", ""), _SETTINGS_OLD, _SETTINGS_OLD, {})


def _make_again(table: str, statement: str, columns: str, values: str, indexes: dict[str, str]) -> None:
    """Make a table anew with its rows. To rename one would leave other words of it in the file's schema."""
    op.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")  # noqa: S608 - names of ours alone
    op.execute(f"DROP TABLE {table}")
    op.execute(statement)
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM kept")  # noqa: S608 - names of ours alone
    op.execute("DROP TABLE kept")
    for name, column in indexes.items():
        op.execute(f"CREATE INDEX {name} ON {table} ({column})")
