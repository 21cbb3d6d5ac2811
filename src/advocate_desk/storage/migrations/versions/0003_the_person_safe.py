"""What the record must know so that nobody is hurt by it: how a case lives, incidents, MARAC, the plan, files."""

from alembic import op

from advocate_desk.storage.engine import Door, Writer
from advocate_desk.storage.known_by import number_everybody
from advocate_desk.storage.migrations.making import Columns, kept_but_the_last, make_again, statement_of

revision = "0003"
down_revision = "0002"

_WORDS = {
    "status": (
        "received triage conflict_hold contacting unable_to_contact declined engaged open on_hold closing "
        "closed transferred rejected redirected"
    ),
    "closure": (
        "needs_met moved_on out_of_touch declined unable_to_contact left_area unsafe_to_continue "
        "not_for_this_service no_capacity died other"
    ),
    "trouble": "no_safe_number no_way_to_reach wrong_form facts_missing not_for_us other",
    "told_by": "her child police other_service family_or_friend seen_or_heard other",
    "yes_or_no": "0 1",
    "method": "call text email post voicemail via_professional in_person",
    "answer": "yes no not_known not_asked prefer_not_to_say",
    "prompt_state": "done not_needed",
    "basis": "vital_interests legal_obligation public_task legitimate_interests",
    "criterion": "visible_high_risk professional_judgement escalation repeat",
    "area": (
        "safety_at_home leaving phones_and_accounts children work court housing money health mind immigration other"
    ),
    "need_state": "open met partly_met not_met not_wanted",
    "flag": (
        "hidden_address children interpreter staff_safety honour_based self_harm weapons press_or_court take_care"
    ),
    "media_type": "application/pdf image/jpeg image/png text/plain",
    "source": (
        "not_known self police marac health social_care sarc housing education other_service family_or_friend other"
    ),
    "occasion": "not_said intake new_incident change review exit",
    "link": "possible_duplicate same_person not_the_same possible_conflict conflict no_conflict",
    "status_before": "open on_hold closed",
    "method_before": "call text email post voicemail",
    "link_before": "possible_duplicate",
    "shown_for": "calling_now texting_now writing_now police_asked updating other",
    "shown_for_before": "calling_now police_asked updating other",
}
_COLUMNS = Columns(_WORDS)

NEW = {
    "case_moves": (
        """
        to_status <status!>, happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, actor_id
        TEXT NOT NULL, reason TEXT NOT NULL, closure <closure>, sent_to TEXT NOT NULL, sent_to_agency_id
        TEXT, decided_by TEXT
        """,
        ("sent_to_agency_id agencies",),
    ),
    "case_closings": (
        """
        closure <closure!>, outcomes TEXT NOT NULL, made_at INTEGER NOT NULL, made_by TEXT NOT NULL,
        exit_assessment_id TEXT, told TEXT NOT NULL, way_back TEXT NOT NULL, carried_over TEXT NOT NULL,
        high_risk_reason TEXT NOT NULL, signed_at INTEGER, signed_by TEXT
        """,
        ("exit_assessment_id risk_assessments",),
    ),
    "referral_problems": (
        """
        trouble <trouble!>, words TEXT NOT NULL, raised_at INTEGER NOT NULL, raised_by TEXT NOT NULL,
        told_on TEXT, told_how TEXT NOT NULL, answered_on TEXT, answer TEXT NOT NULL
        """,
        (),
    ),
    "incidents": (
        """
        kinds TEXT NOT NULL, recorded_at INTEGER NOT NULL, author_id TEXT NOT NULL, happened_on TEXT,
        happened_until TEXT, about_when TEXT NOT NULL, by_whom TEXT NOT NULL, by_whom_as_text TEXT NOT
        NULL, who_was_there TEXT NOT NULL, who_was_there_as_text TEXT NOT NULL, what TEXT NOT NULL,
        told_to TEXT NOT NULL, police_reference TEXT NOT NULL, told_by <told_by!>, distressing
        <yes_or_no!>, corrects_id TEXT
        """,
        ("corrects_id incidents",),
    ),
    "contact_overrides": (
        """
        person_id TEXT NOT NULL, method <method!>, reason TEXT NOT NULL, against TEXT NOT NULL, made_at
        INTEGER NOT NULL, made_by TEXT NOT NULL, point_id TEXT
        """,
        ("person_id people", "point_id contact_points"),
    ),
    "support_agreements": (
        """
        person_id TEXT NOT NULL, given_on TEXT NOT NULL, how TEXT NOT NULL, recorded_at INTEGER NOT
        NULL, recorded_by TEXT NOT NULL, limits_explained <answer!>, privacy_explained
        <answer!>, interpreter TEXT NOT NULL, review_on TEXT, withdrawn_on TEXT
        """,
        ("person_id people",),
    ),
    "withheld": (
        """
        what TEXT NOT NULL, why TEXT NOT NULL, recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL,
        shares TEXT NOT NULL, points TEXT NOT NULL, agency_id TEXT, person_id TEXT, from_whom TEXT NOT
        NULL, review_on TEXT, lifted_on TEXT, lifted_because TEXT NOT NULL
        """,
        ("agency_id agencies", "person_id people"),
    ),
    "parental_responsibilities": (
        """
        child_id TEXT NOT NULL, holder_id TEXT, holder_as_text TEXT NOT NULL, holds <answer!>,
        safe_to_tell <answer!>, note TEXT NOT NULL
        """,
        ("child_id people", "holder_id people"),
    ),
    "own_consents": (
        """
        person_id TEXT NOT NULL, able <answer!>, to_what TEXT NOT NULL, why TEXT NOT NULL,
        judged_on TEXT NOT NULL, recorded_at INTEGER NOT NULL, judged_by TEXT NOT NULL
        """,
        ("person_id people",),
    ),
    "prompts_answered": (
        """
        person_id TEXT NOT NULL, code TEXT NOT NULL, state <prompt_state!>, words TEXT NOT NULL, answered_on
        TEXT NOT NULL, recorded_at INTEGER NOT NULL, answered_by TEXT NOT NULL
        """,
        ("person_id people",),
    ),
    "marac_referrals": (
        """
        other_people TEXT NOT NULL, criteria TEXT NOT NULL, reason TEXT NOT NULL, written_at INTEGER NOT
        NULL, author_id TEXT NOT NULL, area TEXT NOT NULL, knows <answer!>, agrees
        <answer!>, not_told_because TEXT NOT NULL, basis <basis>, basis_reason TEXT NOT NULL,
        approved_at INTEGER, approved_by TEXT, referred_on TEXT, referred_by TEXT, her_wishes TEXT NOT
        NULL, who_she_fears TEXT NOT NULL, safe_to_talk_to TEXT NOT NULL, not_safe_to_talk_to TEXT NOT
        NULL, came_from_area TEXT NOT NULL
        """,
        (),
    ),
    "marac_meetings": (
        """
        referral_id TEXT NOT NULL, meets_on TEXT NOT NULL, place TEXT NOT NULL, is_emergency <yes_or_no!>, our_research
        TEXT NOT NULL, her_wishes TEXT NOT NULL, heard_on TEXT, feedback_on TEXT, feedback_how TEXT NOT
        NULL, no_feedback_because TEXT NOT NULL
        """,
        ("referral_id marac_referrals",),
    ),
    "marac_actions": (
        """
        meeting_id TEXT NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL, owner_id TEXT, due_on TEXT,
        done_on TEXT, came_of_it TEXT NOT NULL
        """,
        ("meeting_id marac_meetings",),
    ),
    "marac_minutes": (
        """
        meeting_id TEXT NOT NULL, text TEXT NOT NULL, received_on TEXT NOT NULL, kept_at INTEGER NOT
        NULL, kept_by TEXT NOT NULL
        """,
        ("meeting_id marac_meetings",),
    ),
    "marac_minutes_opened": (
        """
        minutes_id TEXT NOT NULL, reason TEXT NOT NULL, opened_at INTEGER NOT NULL, opened_by TEXT NOT
        NULL
        """,
        ("minutes_id marac_minutes",),
    ),
    "marac_transfers": (
        """
        referral_id TEXT NOT NULL, to_area TEXT NOT NULL, handed_over_on TEXT NOT NULL, handed_to TEXT
        NOT NULL, recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL, papers_sent_on TEXT
        """,
        ("referral_id marac_referrals",),
    ),
    "marac_decisions": (
        """
        criterion <criterion!>, reason TEXT NOT NULL, decided_at INTEGER NOT NULL, decided_by TEXT NOT
        NULL, until TEXT NOT NULL
        """,
        (),
    ),
    "support_needs": (
        """
        area <area!>, title TEXT NOT NULL, opened_on TEXT NOT NULL, her_words TEXT NOT NULL, state
        <need_state!>, state_on TEXT
        """,
        (),
    ),
    "support_actions": (
        """
        need_id TEXT NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL, owner_id TEXT, due_on TEXT,
        done_on TEXT, came_of_it TEXT NOT NULL
        """,
        ("need_id support_needs",),
    ),
    "support_reviews": (
        """
        reviewed_on TEXT NOT NULL, next_on TEXT NOT NULL, note TEXT NOT NULL, recorded_at INTEGER NOT
        NULL, recorded_by TEXT NOT NULL
        """,
        (),
    ),
    "flags": (
        """
        kind <flag!>, reason TEXT NOT NULL, owner_id TEXT NOT NULL, review_on TEXT NOT NULL, raised_on
        TEXT NOT NULL, ended_on TEXT, ended_because TEXT NOT NULL
        """,
        (),
    ),
    "attachments": (
        """
        title TEXT NOT NULL, media_type <media_type!>, blob TEXT NOT NULL, sealed_with TEXT NOT NULL,
        size_bytes INTEGER NOT NULL, digest TEXT NOT NULL, added_at INTEGER NOT NULL, added_by TEXT NOT
        NULL, note TEXT NOT NULL, original_blob TEXT NOT NULL, original_sealed_with TEXT NOT NULL,
        original_digest TEXT NOT NULL
        """,
        (),
    ),
    "exported_files": (
        """
        attachment_id TEXT NOT NULL, reason TEXT NOT NULL, exported_at INTEGER NOT NULL, exported_by TEXT
        NOT NULL, as_it_came <yes_or_no!>
        """,
        ("attachment_id attachments",),
    ),
}

NEW_SHARED = {
    "instrument_files": (
        "file TEXT NOT NULL, text TEXT NOT NULL, added_at INTEGER NOT NULL, added_by TEXT NOT NULL, ended_on TEXT"
    ),
}

_MORE = {
    "cases": (
        """
        source <source!>, referrer_contact TEXT NOT NULL, referrer_agency_id TEXT, referral_reason TEXT NOT NULL,
        knows_of_referral <answer!>, agreed_to_referral <answer!>, received_at INTEGER
        """,
        "'not_known', '', NULL, '', 'not_asked', 'not_asked', NULL",
        ("referrer_agency_id agencies",),
    ),
    "people": (
        """
        gender TEXT NOT NULL, interpreter_needs TEXT NOT NULL, never_interpreter TEXT NOT NULL,
        works_at TEXT NOT NULL, works_at_agency_id TEXT, vehicle TEXT NOT NULL, about TEXT NOT NULL
        """,
        "'', '', '', '', NULL, '', ''",
        ("works_at_agency_id agencies",),
    ),
    "safe_contact_plans": (
        """
        via_professional <answer!>, in_person <answer!>, windows TEXT NOT NULL, exceptions TEXT NOT NULL,
        identity TEXT NOT NULL, text_wording TEXT NOT NULL, professional TEXT NOT NULL, emergency TEXT NOT NULL,
        checked_at INTEGER
        """,
        "'not_asked', 'not_asked', '[]', '[]', '', '', '', '', NULL",
        (),
    ),
    "case_links": (
        "decided_at INTEGER, decided_by TEXT, user_id TEXT, agency_id TEXT",
        "NULL, NULL, NULL, NULL",
        ("agency_id agencies",),
    ),
    "users": ("close_to TEXT NOT NULL", "'[]'", ()),
    "contacts": ("point_id TEXT, said TEXT NOT NULL", "NULL, ''", ("point_id contact_points",)),
    "consents": ("review_on TEXT, given_by_id TEXT", "NULL, NULL", ("given_by_id people",)),
    "risk_assessments": (
        "medium_from INTEGER, sources TEXT NOT NULL, notes TEXT NOT NULL, occasion <occasion!>",
        "NULL, '{}', '{}', 'not_said'",
        (),
    ),
    "service_settings": (
        """
        medium_risk_from INTEGER NOT NULL, first_attempt TEXT NOT NULL, attempts_wanted INTEGER NOT NULL,
        attempts_within_days INTEGER NOT NULL, plan_review_days INTEGER NOT NULL,
        marac_feedback_days INTEGER NOT NULL
        """,
        """10, '{"high":"24 hours","medium":"2 working days","standard":"5 working days"}', 3, 7, 28, 2""",
        (),
    ),
}
"""For each table: new columns, what they hold in the rows there are, and what they point at."""

_WIDER = {
    "cases": ("status", "status_before", "status"),
    "safe_contact_plans": ("first_method", "method_before", "method"),
    "case_links": ("kind", "link_before", "link"),
}
"""Columns that take more words than before."""

_SHARED = {"agencies"}

_KNOWN_BY = (
    "CREATE TABLE search_people (entry INTEGER NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (entry), "
    "UNIQUE (person_id)) STRICT",
    "CREATE VIRTUAL TABLE search_alike USING fts5(words, content='', contentless_delete=1, "
    "tokenize='unicode61 remove_diacritics 0')",
)
"""What people are known again by. It is derived: the program's own function fills it, whatever it holds by then."""


def upgrade() -> None:
    """Make the new tables, and give the old ones their new columns."""
    for table, (columns, values, references) in _MORE.items():
        statement = statement_of(table)
        if table in _WIDER:
            column, before, after = _WIDER[table]
            statement = statement.replace(_COLUMNS.any_of(column, before), _COLUMNS.any_of(column, after))
        statement = _COLUMNS.with_more(statement, table, columns, references)
        make_again(table, statement, f"SELECT *, {values} FROM kept")  # noqa: S608 - as above
    _take_other_words("point_reveals", "reason", "shown_for_before", "shown_for")
    for table, (columns, references) in NEW.items():
        op.execute(_COLUMNS.new_table(table, columns, references))
    for table, shared in NEW_SHARED.items():
        op.execute(_COLUMNS.new_shared(table, shared))
    op.execute("CREATE INDEX ix_attachments_blob ON attachments (blob)")
    for statement in _KNOWN_BY:
        op.execute(statement)
    number_everybody(Writer(op.get_bind(), Door.SCHEMA))


def downgrade() -> None:
    """Take it all away again. What only the newer words can say becomes the nearest the old ones could."""
    for table in ("search_alike", "search_people"):
        op.execute(f"DROP TABLE {table}")
    for table in (*NEW_SHARED, *reversed(NEW)):
        op.execute(f"DROP TABLE {table}")
    op.execute("UPDATE cases SET status = 'open' WHERE status NOT IN ('open', 'on_hold', 'closed')")
    op.execute(
        "UPDATE safe_contact_plans SET first_method = NULL WHERE first_method IN ('via_professional', 'in_person')"
    )
    op.execute("DELETE FROM case_links WHERE kind <> 'possible_duplicate'")
    op.execute("UPDATE point_reveals SET reason = 'calling_now' WHERE reason IN ('texting_now', 'writing_now')")
    _take_other_words("point_reveals", "reason", "shown_for", "shown_for_before")
    for table, (columns, _, references) in _MORE.items():
        statement = statement_of(table)
        if table in _WIDER:
            column, before, after = _WIDER[table]
            statement = statement.replace(_COLUMNS.any_of(column, after), _COLUMNS.any_of(column, before))
        statement = _COLUMNS.without(statement, table, columns, references)
        make_again(table, statement, kept_but_the_last(table, columns))


def _take_other_words(table: str, column: str, before: str, after: str) -> None:
    """Let a column of a table that changes in nothing else take other words."""
    statement = statement_of(table)
    for form in (_COLUMNS.any_of, _one_of):
        statement = statement.replace(form(column, before), form(column, after))
    make_again(table, statement, "SELECT * FROM kept")


def _one_of(column: str, words: str) -> str:
    listed = ", ".join(f"'{word}'" for word in _WORDS[words].split())
    return f"{column} IN ({listed})"
