"""The first tables.

Written out, not derived: a revision says for ever what it made. A later change of a record is a later
revision; a test holds the newest revision equal to the tables that the program derives.
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
CREATE TABLE cases (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    reference TEXT NOT NULL, client_id TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_cases_status CHECK (status IN ('open', 'on_hold', 'closed')),
    lead_id TEXT, lead_as_text TEXT NOT NULL, referred_on TEXT, referred_by TEXT NOT NULL, opened_on TEXT,
    closed_on TEXT, what_she_wants TEXT NOT NULL, kinds_of_abuse TEXT NOT NULL, marac_on TEXT,
    reported_to_police TEXT NOT NULL, crime_reference TEXT NOT NULL, client_number TEXT NOT NULL,
    row_fingerprint TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_cases_stream CHECK (id = stream_id),
    FOREIGN KEY(id, client_id) REFERENCES people (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE people (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT ck_people_role CHECK (role IN ('client', 'child', 'other_person', 'supporter')),
    name_to_use TEXT NOT NULL, legal_name TEXT NOT NULL, known_as TEXT NOT NULL, pronouns TEXT NOT NULL,
    date_of_birth TEXT, relationship TEXT NOT NULL, language TEXT NOT NULL,
    interpreter TEXT NOT NULL CONSTRAINT ck_people_interpreter CHECK (interpreter IN ('yes', 'no', 'not_known',
        'not_asked', 'prefer_not_to_say')),
    access_needs TEXT NOT NULL,
    lives_with_client TEXT NOT NULL CONSTRAINT ck_people_lives_with_client CHECK (lives_with_client IN ('yes',
        'no', 'not_known', 'not_asked', 'prefer_not_to_say')),
    PRIMARY KEY (id),
    CONSTRAINT ck_people_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE contact_points (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_contact_points_kind CHECK (kind IN ('phone', 'email', 'address', 'school',
        'workplace')),
    value TEXT NOT NULL, digits TEXT NOT NULL,
    disclosure TEXT NOT NULL CONSTRAINT ck_contact_points_disclosure CHECK (disclosure IN ('do_not_disclose',
        'may_be_shared', 'free')),
    safe TEXT NOT NULL CONSTRAINT ck_contact_points_safe CHECK (safe IN ('yes', 'no', 'not_known', 'not_asked',
        'prefer_not_to_say')),
    safe_for_voicemail TEXT NOT NULL CONSTRAINT ck_contact_points_safe_for_voicemail CHECK (safe_for_voicemail
        IN ('yes', 'no', 'not_known', 'not_asked', 'prefer_not_to_say')),
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_contact_points_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, person_id) REFERENCES people (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE safe_contact_plans (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    call TEXT NOT NULL CONSTRAINT ck_safe_contact_plans_call CHECK (call IN ('yes', 'no', 'not_known',
        'not_asked', 'prefer_not_to_say')),
    text TEXT NOT NULL CONSTRAINT ck_safe_contact_plans_text CHECK (text IN ('yes', 'no', 'not_known',
        'not_asked', 'prefer_not_to_say')),
    email TEXT NOT NULL CONSTRAINT ck_safe_contact_plans_email CHECK (email IN ('yes', 'no', 'not_known',
        'not_asked', 'prefer_not_to_say')),
    post TEXT NOT NULL CONSTRAINT ck_safe_contact_plans_post CHECK (post IN ('yes', 'no', 'not_known',
        'not_asked', 'prefer_not_to_say')),
    voicemail TEXT NOT NULL CONSTRAINT ck_safe_contact_plans_voicemail CHECK (voicemail IN ('yes', 'no',
        'not_known', 'not_asked', 'prefer_not_to_say')),
    first_method TEXT CONSTRAINT ck_safe_contact_plans_first_method CHECK (first_method IN ('call', 'text',
        'email', 'post', 'voicemail')),
    times TEXT NOT NULL, if_someone_else_answers TEXT NOT NULL, never TEXT NOT NULL, checked_on TEXT,
    checked_by TEXT, check_again_by TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_safe_contact_plans_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, person_id) REFERENCES people (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE case_links (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    kind TEXT NOT NULL CONSTRAINT ck_case_links_kind CHECK (kind IN ('possible_duplicate')),
    from_case_id TEXT NOT NULL, to_case_id TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_case_links_stream CHECK (stream_id = '00000000000080008000000000000001')
) STRICT
""",
    """
CREATE TABLE contacts (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_contacts_kind CHECK (kind IN ('call', 'text', 'email', 'letter',
        'in_person', 'other')),
    direction TEXT NOT NULL CONSTRAINT ck_contacts_direction CHECK (direction IN ('incoming', 'outgoing')),
    result TEXT NOT NULL CONSTRAINT ck_contacts_result CHECK (result IN ('spoke', 'no_answer',
        'left_safe_message', 'someone_else_answered', 'she_rang_off', 'not_safe_to_talk')),
    happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, author_id TEXT, author_as_text TEXT NOT NULL,
    with_whom TEXT NOT NULL, minutes INTEGER, summary TEXT NOT NULL,
    distressing INTEGER NOT NULL CONSTRAINT ck_contacts_distressing CHECK (distressing IN (0, 1)),
    corrects_id TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_contacts_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, corrects_id) REFERENCES contacts (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE notes (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, author_id TEXT, author_as_text TEXT NOT NULL,
    headline TEXT NOT NULL, text TEXT NOT NULL, corrects_id TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_notes_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, corrects_id) REFERENCES notes (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE consents (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    agency_id TEXT NOT NULL, purpose TEXT NOT NULL, shares TEXT NOT NULL, points TEXT NOT NULL,
    given_on TEXT NOT NULL, how TEXT NOT NULL, interpreter TEXT NOT NULL, expires_on TEXT, withdrawn_on TEXT,
    recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_consents_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agency_id) REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE risk_assessments (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    instrument TEXT NOT NULL, instrument_version INTEGER NOT NULL, answers TEXT NOT NULL,
    imported_score INTEGER, high_from INTEGER NOT NULL,
    judgement TEXT CONSTRAINT ck_risk_assessments_judgement CHECK (judgement IN ('standard', 'medium', 'high')),
    judgement_reason TEXT NOT NULL,
    level TEXT NOT NULL CONSTRAINT ck_risk_assessments_level CHECK (level IN ('standard', 'medium', 'high')),
    assessed_on TEXT NOT NULL, recorded_at INTEGER NOT NULL, assessor_id TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_risk_assessments_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE agencies (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, name TEXT NOT NULL,
    other_name TEXT NOT NULL, description TEXT NOT NULL, email TEXT NOT NULL, website TEXT NOT NULL,
    phones TEXT NOT NULL, postal_address TEXT NOT NULL, external_id TEXT NOT NULL, checked_on TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_agencies_stream CHECK (stream_id = '00000000000080008000000000000001')
) STRICT
""",
    """
CREATE TABLE services (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    agency_id TEXT NOT NULL, name TEXT NOT NULL, other_name TEXT NOT NULL, description TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_services_status CHECK (status IN ('active', 'inactive', 'defunct',
        'temporarily closed')),
    email TEXT NOT NULL, website TEXT NOT NULL, phones TEXT NOT NULL, postal_address TEXT NOT NULL,
    eligibility TEXT NOT NULL, how_to_apply TEXT NOT NULL, wait TEXT NOT NULL, alert TEXT NOT NULL,
    external_id TEXT NOT NULL, checked_on TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_services_stream CHECK (stream_id = '00000000000080008000000000000001'),
    FOREIGN KEY(agency_id) REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE pathway_steps (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    lane TEXT NOT NULL CONSTRAINT ck_pathway_steps_lane CHECK (lane IN ('report', 'support', 'justice')),
    code TEXT NOT NULL, title TEXT NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_pathway_steps_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE step_moves (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    to_state TEXT NOT NULL CONSTRAINT ck_step_moves_to_state CHECK (to_state IN ('not_started', 'waiting',
        'done', 'not_wanted')),
    happened_on TEXT NOT NULL, recorded_at INTEGER NOT NULL, actor_id TEXT NOT NULL, waiting_on TEXT NOT NULL,
    due_on TEXT, note TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_step_moves_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, step_id) REFERENCES pathway_steps (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE tasks (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    title TEXT NOT NULL, owner_id TEXT, due_at INTEGER, done_at INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT ck_tasks_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE referrals (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    number INTEGER NOT NULL, agency_id TEXT NOT NULL, service_id TEXT, purpose TEXT NOT NULL, ask TEXT NOT NULL,
    why TEXT NOT NULL, reply_by INTEGER, shares TEXT NOT NULL, points TEXT NOT NULL, consent_id TEXT,
    lawful_basis TEXT CONSTRAINT ck_referrals_lawful_basis CHECK (lawful_basis IN ('vital_interests',
        'legal_obligation', 'public_task', 'legitimate_interests')),
    lawful_basis_reason TEXT NOT NULL, author_id TEXT NOT NULL, created_at INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_referrals_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(agency_id) REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(service_id) REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, consent_id) REFERENCES consents (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE referral_moves (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    machine TEXT NOT NULL CONSTRAINT ck_referral_moves_machine CHECK (machine IN ('review', 'progress')),
    from_state TEXT NOT NULL, to_state TEXT NOT NULL, happened_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL, actor_id TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
    method TEXT NOT NULL, told_by TEXT NOT NULL, expected_on TEXT, review_on TEXT, outcome TEXT NOT NULL,
    letter_id TEXT, content_digest TEXT NOT NULL, signature TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_referral_moves_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, referral_id) REFERENCES referrals (case_id, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, letter_id) REFERENCES letters (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE letters (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    referral_id TEXT NOT NULL, content TEXT NOT NULL, content_digest TEXT NOT NULL, approved_by TEXT NOT NULL,
    approved_at INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_letters_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, referral_id) REFERENCES referrals (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE letter_copies (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER, case_id TEXT NOT NULL,
    letter_id TEXT NOT NULL, copy_number INTEGER NOT NULL,
    made TEXT NOT NULL CONSTRAINT ck_letter_copies_made CHECK (made IN ('printed', 'exported')),
    made_at INTEGER NOT NULL, made_by TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_letter_copies_stream CHECK (case_id = stream_id),
    UNIQUE (case_id, id),
    FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(case_id, letter_id) REFERENCES letters (case_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE users (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    display_name TEXT NOT NULL, job_title TEXT NOT NULL, direct_line TEXT NOT NULL, email TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_users_stream CHECK (stream_id = '00000000000080008000000000000001')
) STRICT
""",
    """
CREATE TABLE service_settings (
    id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER,
    service_name TEXT NOT NULL, strapline TEXT NOT NULL, sender_lines TEXT NOT NULL, phone TEXT NOT NULL,
    marking TEXT NOT NULL, window_offset_x INTEGER NOT NULL, window_offset_y INTEGER NOT NULL,
    high_risk_from INTEGER NOT NULL, safe_contact_days INTEGER NOT NULL,
    is_sample INTEGER NOT NULL CONSTRAINT ck_service_settings_is_sample CHECK (is_sample IN (0, 1)),
    PRIMARY KEY (id),
    CONSTRAINT ck_service_settings_stream CHECK (stream_id = '00000000000080008000000000000001')
) STRICT
""",
    """
CREATE TABLE changes (
    position INTEGER NOT NULL, id TEXT NOT NULL, stream_id TEXT NOT NULL, device_id TEXT NOT NULL,
    device_seq INTEGER NOT NULL, actor_id TEXT NOT NULL, recorded_at INTEGER NOT NULL, why TEXT NOT NULL,
    body TEXT, body_digest TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL,
    PRIMARY KEY (position),
    UNIQUE (device_id, device_seq),
    UNIQUE (id)
) STRICT
""",
    """
CREATE TABLE search_entries (
    entry INTEGER NOT NULL, record_id TEXT NOT NULL, case_id TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (entry),
    UNIQUE (record_id)
) STRICT
""",
    """
CREATE TABLE guard_fragments (
    probe TEXT NOT NULL, point_id TEXT NOT NULL, compact TEXT NOT NULL,
    PRIMARY KEY (probe, point_id, compact)
    ) WITHOUT ROWID,
 STRICT
""",
    """
CREATE TABLE caseload (
    case_id TEXT NOT NULL, is_open INTEGER NOT NULL, is_high INTEGER NOT NULL, name TEXT NOT NULL, lead_id TEXT,
    level TEXT,
    PRIMARY KEY (case_id)
) STRICT
""",
    """
CREATE TABLE drafts (
    user_id TEXT NOT NULL, "key" TEXT NOT NULL, body TEXT NOT NULL, saved_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, "key")
) STRICT
""",
)

INDEXES = (
    "CREATE INDEX ix_cases_client_number ON cases (client_number)",
    "CREATE INDEX ix_cases_reference ON cases (reference)",
    "CREATE INDEX ix_cases_row_fingerprint ON cases (row_fingerprint)",
    "CREATE INDEX ix_case_links_from_case_id ON case_links (from_case_id)",
    "CREATE INDEX ix_case_links_to_case_id ON case_links (to_case_id)",
    "CREATE INDEX ix_agencies_external_id ON agencies (external_id)",
    "CREATE INDEX ix_agencies_name ON agencies (name)",
    "CREATE INDEX ix_services_agency_id ON services (agency_id)",
    "CREATE INDEX ix_services_external_id ON services (external_id)",
    "CREATE INDEX ix_step_moves_step_id ON step_moves (step_id)",
    "CREATE INDEX ix_referral_moves_machine_to_state ON referral_moves (machine, to_state)",
    "CREATE INDEX ix_referral_moves_referral_id ON referral_moves (referral_id)",
    "CREATE INDEX ix_letters_referral_id ON letters (referral_id)",
    "CREATE INDEX ix_letter_copies_letter_id ON letter_copies (letter_id)",
    "CREATE INDEX ix_guard_fragments_point_id ON guard_fragments (point_id)",
    "CREATE INDEX ix_caseload_all ON caseload (is_high DESC, name, case_id, level)",
    "CREATE INDEX ix_caseload_lead ON caseload (lead_id, is_open, is_high DESC, name, case_id, level)",
    "CREATE INDEX ix_caseload_open ON caseload (is_open, is_high DESC, name, case_id, level)",
)

SEARCH = (
    "CREATE VIRTUAL TABLE search_who "
    "USING fts5(words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE search_written "
    "USING fts5(words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')",
)


def upgrade() -> None:
    """Make every table, index and search index."""
    for statement in (*TABLES, *INDEXES, *SEARCH):
        op.execute(statement)


def downgrade() -> None:
    """Take them away again."""
    for statement in reversed((*TABLES, *SEARCH)):
        name = statement.split("(", 1)[0].split(" USING ")[0].split()[-1]
        op.execute(f"DROP TABLE {name}")
