"""What shows a hidden number, what a spreadsheet brought, and how a vault is kept."""

import re
from collections.abc import Callable

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
    cover_after_minutes INTEGER NOT NULL, lock_after_minutes INTEGER NOT NULL, backup_folder TEXT NOT NULL,
    sample_words TEXT NOT NULL,"""
_SETTINGS_OLD = (
    "id, stream_id, version, deleted_at, service_name, strapline, sender_lines, phone, marking, window_offset_x, "
    "window_offset_y, high_risk_from, safe_contact_days, is_sample"
)

_CONTACTS = """
CREATE TABLE contacts (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_contacts_kind CHECK (kind IN ('call', 'text', 'email', 'letter',
        'in_person', 'other')),
    direction TEXT NOT NULL CONSTRAINT ck_contacts_direction CHECK (direction IN ('incoming', 'outgoing'{way})),
    result TEXT NOT NULL CONSTRAINT ck_contacts_result CHECK (result IN ('spoke', 'no_answer',
        'left_safe_message', 'someone_else_answered', 'she_rang_off', 'not_safe_to_talk'{result})),
    happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, author_id TEXT, author_as_text TEXT NOT NULL,
    with_whom TEXT NOT NULL, minutes INTEGER, summary TEXT NOT NULL,
    distressing INTEGER NOT NULL CONSTRAINT ck_contacts_distressing CHECK (distressing IN (0, 1)),
    corrects_id TEXT,{more}
    PRIMARY KEY (id),
    CONSTRAINT ck_contacts_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, corrects_id) REFERENCES contacts (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
"""
_CONTACTS_OLD = (
    "id, stream_id, version, deleted_at, case_id, kind, direction, result, happened_at, recorded_at, author_id, "
    "author_as_text, with_whom, minutes, summary, distressing, corrects_id"
)
_CONTACTS_INDEXES = {"ix_contacts_import_id": "import_id", "ix_contacts_row_fingerprint": "row_fingerprint"}

_REFERRALS = """
CREATE TABLE referrals (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    number INTEGER NOT NULL, agency_id TEXT NOT NULL, service_id TEXT, purpose TEXT NOT NULL, ask TEXT NOT NULL,
    why TEXT NOT NULL, reply_by INTEGER, shares TEXT NOT NULL, points TEXT NOT NULL, consent_id TEXT,
    lawful_basis TEXT CONSTRAINT ck_referrals_lawful_basis CHECK (lawful_basis IN ('vital_interests',
        'legal_obligation', 'public_task', 'legitimate_interests')),
    lawful_basis_reason TEXT NOT NULL, author_id TEXT NOT NULL, created_at INTEGER NOT NULL,{more}
    PRIMARY KEY (id),
    CONSTRAINT ck_referrals_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agency_id) REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(service_id) REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, consent_id) REFERENCES consents (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
"""
_REFERRALS_OLD = (
    "id, stream_id, version, deleted_at, case_id, number, agency_id, service_id, purpose, ask, why, reply_by, "
    "shares, points, consent_id, lawful_basis, lawful_basis_reason, author_id, created_at"
)
_REFERRALS_INDEXES = {"ix_referrals_import_id": "import_id", "ix_referrals_row_fingerprint": "row_fingerprint"}
_FROM_A_ROW = " row_fingerprint TEXT NOT NULL, import_id TEXT,"

_AGENCIES = """
CREATE TABLE agencies (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, name TEXT NOT NULL,
    other_name TEXT NOT NULL, description TEXT NOT NULL, email TEXT NOT NULL, website TEXT NOT NULL,
    phones TEXT NOT NULL, postal_address TEXT NOT NULL, external_id TEXT NOT NULL, checked_on TEXT,{more}
    PRIMARY KEY (id),
    CONSTRAINT ck_agencies_stream CHECK (stream_id = '00000000000080008000000000000001')
) STRICT
"""
_AGENCIES_OLD = (
    "id, stream_id, version, deleted_at, name, other_name, description, email, website, phones, postal_address, "
    "external_id, checked_on"
)
_AGENCIES_INDEXES = {"ix_agencies_external_id": "external_id", "ix_agencies_name": "name"}


_ANSWERS = "'yes', 'no', 'not_known', 'not_asked', 'prefer_not_to_say'"
_PLANS = """
CREATE TABLE safe_contact_plans (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    {answers}
    first_method TEXT CONSTRAINT ck_safe_contact_plans_first_method CHECK (first_method IN ('call', 'text',
        'email', 'post', 'voicemail')),
    times TEXT NOT NULL, if_someone_else_answers TEXT NOT NULL,{more} never TEXT NOT NULL, checked_on TEXT,
    checked_by TEXT, check_again_by TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_safe_contact_plans_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, person_id) REFERENCES people (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""".replace(
    "{answers}",
    "".join(
        f"{way} TEXT NOT NULL CONSTRAINT ck_safe_contact_plans_{way} CHECK ({way} IN ({_ANSWERS})), "
        for way in ("call", "text", "email", "post", "voicemail")
    ),
)
_PLANS_OLD = (
    "id, stream_id, version, deleted_at, case_id, person_id, call, text, email, post, voicemail, first_method, times, "
    "if_someone_else_answers, never, checked_on, checked_by, check_again_by"
)


def upgrade() -> None:
    """Make the new tables; give what a spreadsheet brings its import, and the settings their new fields as at first."""
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
        f"{_SETTINGS_OLD}, nation, cover_after_minutes, lock_after_minutes, backup_folder, sample_words",
        f"{_SETTINGS_OLD}, 'england', 2, 10, '', '[]'",
        {},
    )
    _make_again(
        "contacts",
        _CONTACTS.replace("{way}", ",\n        'not_known'")
        .replace("{result}", ",\n        'not_in_touch', 'not_known'")
        .replace("{more}", _FROM_A_ROW),
        f"{_CONTACTS_OLD}, row_fingerprint, import_id",
        f"{_CONTACTS_OLD}, '', NULL",
        _CONTACTS_INDEXES,
    )
    _make_again(
        "referrals",
        _REFERRALS.replace("{more}", _FROM_A_ROW),
        f"{_REFERRALS_OLD}, row_fingerprint, import_id",
        f"{_REFERRALS_OLD}, '', NULL",
        _REFERRALS_INDEXES,
    )
    _make_again(
        "agencies",
        _AGENCIES.replace("{more}", " import_id TEXT,"),
        f"{_AGENCIES_OLD}, import_id",
        f"{_AGENCIES_OLD}, NULL",
        _AGENCIES_INDEXES,
    )
    _make_again(
        "safe_contact_plans",
        _PLANS.replace("{more}", " who_may_answer TEXT NOT NULL,"),
        f"{_PLANS_OLD}, who_may_answer",
        f"{_PLANS_OLD}, ''",
        {},
    )
    op.execute("CREATE INDEX ix_people_date_of_birth ON people (date_of_birth)")
    for statement in NEW.values():
        op.execute(statement)
    _write_checks_anew(_with_or)


def downgrade() -> None:
    """Take it all away again."""
    _write_checks_anew(_with_in)
    for name in reversed(NEW):
        op.execute(f"DROP TABLE {name}")
    op.execute("DROP INDEX ix_people_date_of_birth")
    _make_again("safe_contact_plans", _PLANS.replace("{more}", ""), _PLANS_OLD, _PLANS_OLD, {})
    _make_again("cases", _CASES.replace("{more}", ""), _CASES_OLD, _CASES_OLD, _CASES_INDEXES)
    _make_again("service_settings", _SETTINGS.replace("{more}", ""), _SETTINGS_OLD, _SETTINGS_OLD, {})
    contacts = _CONTACTS.replace("{way}", "").replace("{result}", "").replace("{more}", "")
    _make_again("contacts", contacts, _CONTACTS_OLD, _CONTACTS_OLD, {})
    _make_again("referrals", _REFERRALS.replace("{more}", ""), _REFERRALS_OLD, _REFERRALS_OLD, {})
    _make_again("agencies", _AGENCIES.replace("{more}", ""), _AGENCIES_OLD, _AGENCIES_OLD, _AGENCIES_INDEXES)


def _make_again(table: str, statement: str, columns: str, values: str, indexes: dict[str, str]) -> None:
    """Make a table anew with its rows. To rename one would leave other words of it in the file's schema."""
    op.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")  # noqa: S608 - names of ours alone
    op.execute(f"DROP TABLE {table}")
    op.execute(statement)
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM kept")  # noqa: S608 - names of ours alone
    op.execute("DROP TABLE kept")
    for name, column in indexes.items():
        op.execute(f"CREATE INDEX {name} ON {table} ({column})")


def _with_or(statement: str) -> str:
    """Return a CREATE TABLE whose checks compare one by one.

    For a list of words (``IN``) SQLite makes a table of its own at every row it writes: 60 microseconds each,
    half a second for a thousand safe-contact plans.
    """
    return re.sub(r"(\w+)\s+IN\s+\(([^()]*)\)", lambda found: _each(found[1], found[2]), statement)


def _each(column: str, words: str) -> str:
    return " OR ".join(f"{column} = {word.strip()}" for word in words.split(","))


def _with_in(statement: str) -> str:
    """Return a CREATE TABLE whose checks name a list, as the first revision wrote them."""
    value = r"(?:'[^']*'|\d+)"
    return re.sub(rf"(\w+) = {value}(?: OR \1 = {value})+", _list, statement)


def _list(found: re.Match[str]) -> str:
    words = re.findall(r"= ('[^']*'|\d+)", found[0])
    return f"{found[1]} IN ({', '.join(words)})"


def _write_checks_anew(rewrite: Callable[[str], str]) -> None:
    """Make every table anew whose checks ``rewrite`` changes, with its rows and indexes."""
    connection = op.get_bind()
    kept = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type = '{kind}' AND tbl_name LIKE '{of}'"
    for table, statement in connection.exec_driver_sql(kept.format(kind="table", of="%")).all():
        if rewrite(statement) == statement:
            continue
        indexes = connection.exec_driver_sql(kept.format(kind="index", of=table)).all()
        op.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")  # noqa: S608 - names of ours alone
        op.execute(f"DROP TABLE {table}")
        op.execute(rewrite(statement))
        op.execute(f"INSERT INTO {table} SELECT * FROM kept")  # noqa: S608 - names of ours alone
        op.execute("DROP TABLE kept")
        for _, index in indexes:
            op.execute(index)
