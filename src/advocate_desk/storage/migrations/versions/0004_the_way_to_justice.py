"""The way to justice: stages and marks of steps, orders, appointments, clocks, a closed loop, a service's own rules."""

from alembic import op

from advocate_desk.storage.migrations.making import Columns, kept_but_the_last, make_again, statement_of

revision = "0004"
down_revision = "0003"

_COLUMNS = Columns(
    {
        "yes_or_no": "0 1",
        "answer": "yes no not_known not_asked prefer_not_to_say",
        "order_event": "breached varied extended discharged",
        "appointment": "hearing court_visit police legal health housing support other",
        "appointment_state": "planned took_place moved cancelled not_known",
        "clock_entry": "met not_owed extended paused resumed chased taken_back",
        "rule": "step reasons duty gap step_set",
        "nation": "england wales scotland northern_ireland",
    }
)

NEW = {
    "step_marks": (
        """
        step_id TEXT NOT NULL, mark TEXT NOT NULL, is_set <yes_or_no!>, happened_on TEXT, recorded_at INTEGER NOT
        NULL, actor_id TEXT NOT NULL, told_by TEXT NOT NULL, proof TEXT NOT NULL, note TEXT NOT NULL
        """,
        ("step_id pathway_steps",),
    ),
    "court_orders": (
        """
        kind TEXT NOT NULL, recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL, is_undertaking <yes_or_no!>,
        step_id TEXT, against_id TEXT, court TEXT NOT NULL, case_number TEXT NOT NULL, made_on TEXT, served_on TEXT,
        begins_on TEXT, ends_on TEXT, until_further_order <yes_or_no!>, terms TEXT NOT NULL, power_of_arrest
        <answer!>, with_police <answer!>, with_police_on TEXT, protected_points TEXT NOT NULL, note TEXT NOT NULL,
        ended_on TEXT, ended_because TEXT NOT NULL
        """,
        ("step_id pathway_steps", "against_id people"),
    ),
    "order_events": (
        """
        order_id TEXT NOT NULL, kind <order_event!>, happened_on TEXT, recorded_at INTEGER NOT NULL, actor_id TEXT
        NOT NULL, what TEXT NOT NULL, told_by TEXT NOT NULL, proof TEXT NOT NULL, new_end TEXT, police_told
        <answer!>, police_reference TEXT NOT NULL, incident_id TEXT
        """,
        ("order_id court_orders", "incident_id incidents"),
    ),
    "appointments": (
        """
        kind <appointment!>, "on" TEXT NOT NULL, what TEXT NOT NULL, recorded_at INTEGER NOT NULL, recorded_by TEXT
        NOT NULL, starts_at INTEGER, minutes INTEGER, place TEXT NOT NULL, step_id TEXT, order_id TEXT, hearing TEXT
        NOT NULL, wishes TEXT NOT NULL, granted TEXT NOT NULL, goes TEXT NOT NULL, goes_id TEXT, told_by TEXT NOT
        NULL, state <appointment_state!>, outcome TEXT NOT NULL, moved_to_id TEXT
        """,
        ("step_id pathway_steps", "order_id court_orders", "moved_to_id appointments"),
    ),
    "key_dates": (
        """
        code TEXT NOT NULL, "on" TEXT, recorded_at INTEGER NOT NULL, actor_id TEXT NOT NULL, at INTEGER, step_id TEXT,
        told_by TEXT NOT NULL, proof TEXT NOT NULL, note TEXT NOT NULL, corrects_id TEXT
        """,
        ("step_id pathway_steps", "corrects_id key_dates"),
    ),
    "clock_entries": (
        """
        duty TEXT NOT NULL, start_id TEXT NOT NULL, kind <clock_entry!>, "on" TEXT, recorded_at INTEGER NOT NULL,
        actor_id TEXT NOT NULL, rule_version INTEGER NOT NULL, at INTEGER, until TEXT, told_by TEXT NOT NULL, proof
        TEXT NOT NULL, note TEXT NOT NULL
        """,
        (),
    ),
    "enhanced_rights": (
        """
        answer <answer!>, decided_by TEXT NOT NULL, decided_on TEXT, recorded_at INTEGER NOT NULL, actor_id TEXT NOT
        NULL, note TEXT NOT NULL
        """,
        (),
    ),
    "referral_chases": (
        """
        referral_id TEXT NOT NULL, "on" TEXT NOT NULL, how TEXT NOT NULL, recorded_at INTEGER NOT NULL, actor_id TEXT
        NOT NULL, told_by TEXT NOT NULL, note TEXT NOT NULL
        """,
        ("referral_id referrals",),
    ),
    "signposts": (
        """
        "to" TEXT NOT NULL, why TEXT NOT NULL, "on" TEXT NOT NULL, recorded_at INTEGER NOT NULL, actor_id TEXT NOT
        NULL, agency_id TEXT, need_id TEXT, how TEXT NOT NULL, came_of_it TEXT NOT NULL, heard_on TEXT
        """,
        ("agency_id agencies", "need_id support_needs"),
    ),
}

NEW_SHARED = {
    "own_rules": """
        kind <rule!>, code TEXT NOT NULL, text TEXT NOT NULL, why TEXT NOT NULL, made_at INTEGER NOT NULL, made_by
        TEXT NOT NULL, is_left_out <yes_or_no!>, ended_on TEXT
        """,
    "bank_days": """
        nation <nation!>, day TEXT NOT NULL, is_holiday <yes_or_no!>, source TEXT NOT NULL, made_at INTEGER NOT NULL,
        made_by TEXT NOT NULL
        """,
}

_MORE = {
    "pathway_steps": (
        "about TEXT NOT NULL, about_id TEXT, part_of_id TEXT, worker_id TEXT, need_id TEXT",
        "'', NULL, NULL, NULL, NULL",
        ("about_id people", "part_of_id pathway_steps", "need_id support_needs"),
    ),
    "step_moves": (
        """
        stage TEXT NOT NULL, happened_at INTEGER, told_by TEXT NOT NULL, proof TEXT NOT NULL, reason TEXT NOT NULL,
        takes_back_id TEXT
        """,
        "'', NULL, '', '', '', NULL",
        ("takes_back_id step_moves",),
    ),
    "referrals": (
        "need_id TEXT, follows_id TEXT, reply_reference TEXT NOT NULL",
        "NULL, NULL, ''",
        ("need_id support_needs", "follows_id referrals"),
    ),
    "agencies": ("promised_reply TEXT NOT NULL, chase_after TEXT NOT NULL", "'', '[]'", ()),
    "service_settings": (
        "chase_after TEXT NOT NULL, case_weights TEXT NOT NULL, most_cases INTEGER NOT NULL",
        """'["7 days","7 days","7 days"]', '{"high":3,"medium":2,"not_known":2,"standard":1}', 30""",
        (),
    ),
}
"""For each table: new columns, what they hold in the rows there are, and what they point at."""

_DAY, _DAY_OR_NOT = "happened_on TEXT NOT NULL, ", "happened_on TEXT, "
"""A move of a step whose day nobody knows has none."""


def upgrade() -> None:
    """Make the new tables, and give the old ones their new columns."""
    for table, (columns, values, references) in _MORE.items():
        statement = _COLUMNS.with_more(statement_of(table), table, columns, references)
        if table == "step_moves":
            statement = statement.replace(_DAY, _DAY_OR_NOT, 1)
        make_again(table, statement, f"SELECT *, {values} FROM kept")  # noqa: S608 - as above
    op.execute("CREATE INDEX ix_referrals_reply_reference ON referrals (reply_reference)")
    for table, (columns, references) in NEW.items():
        op.execute(_COLUMNS.new_table(table, columns, references))
    op.execute("CREATE INDEX ix_cases_lead_id_status ON cases (lead_id, status)")
    op.execute("CREATE INDEX ix_appointments_goes_id ON appointments (goes_id)")
    for table, shared in NEW_SHARED.items():
        op.execute(_COLUMNS.new_shared(table, shared))


def downgrade() -> None:
    """Take it all away again. A move of which no day is known takes the day on which it was recorded."""
    op.execute("DROP INDEX ix_cases_lead_id_status")
    for table in (*NEW_SHARED, *reversed(NEW)):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP INDEX ix_referrals_reply_reference")
    op.execute("UPDATE step_moves SET happened_on = date(recorded_at / 1000000, 'unixepoch') WHERE happened_on IS NULL")
    for table, (columns, _, references) in _MORE.items():
        statement = _COLUMNS.without(statement_of(table), table, columns, references)
        if table == "step_moves":
            statement = statement.replace(_DAY_OR_NOT, _DAY, 1)
        make_again(table, statement, kept_but_the_last(table, columns))
