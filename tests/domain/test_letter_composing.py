"""The letter as it is composed: what it says, and what it must never say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis, Share
from advocate_desk.domain.letter import BlockKind, LetterContent
from advocate_desk.domain.letter_composing import approval_line, children_in_words, compose
from advocate_desk.domain.letter_facts import Author, LetterFacts
from advocate_desk.domain.risk import RiskLevel
from tests.support.letters import assessment, ceri, facts, housing
from tests.support.records import TODAY, consent, numbered, phone

_TELLING = {
    Share.RISK_SUMMARY: ("16 of 24", "High risk", "3 December 2026", "Threats have become"),
    Share.CHILDREN: ("2 children", "aged 6 and 9"),
    Share.SAFE_CONTACT: ("07700 900123", "10am to 2pm", "wrong number"),
    Share.DATE_OF_BIRTH: ("14 March 1991", "Cerys Angharad"),
    Share.NEEDS: ("Welsh and English", "ground-floor"),
    Share.OTHER_PERSON: ("Rhys Placeholder", "ex-partner"),
}

_AS_APPROVED_BEFORE = "7959ea549af85e61a0e9325f92dfb6c2ee15bc3ea6c92025367f0949f950134a"
"""The digest of the letter of `facts`, as it was before letters had a reference to quote."""


def _letter(given: LetterFacts) -> LetterContent:
    return compose(housing(), given)


def _text(place: str, content: LetterContent) -> str:
    return " ".join(block.text for block in content.blocks if block.place == place and block.text)


def _rows(place: str, content: LetterContent) -> dict[str, str]:
    return {label: value for block in content.blocks if block.place == place for label, value in block.facts}


def test_the_letter_has_its_parts_in_the_order_a_duty_officer_needs_them() -> None:
    content = _letter(facts())
    assert list(dict.fromkeys(block.place for block in content.blocks)) == [
        "What we are asking you to do",
        "How to contact her safely",
        "About Ceri Sample",
        "Risk summary",
        "Why she needs this",
        "Consent and sharing",
        "What happens next",
    ]
    assert [block.kind for block in content.blocks[:2]] == [BlockKind.ASK, BlockKind.SAFE_CONTACT]
    assert content.subject == "Referral for emergency housing"
    assert "Sample" not in content.subject


def test_the_ask_names_the_weekday_and_the_hour_by_which_an_answer_is_needed() -> None:
    asked = _text("What we are asking you to do", _letter(facts()))
    assert asked.startswith("Offer a homelessness assessment")
    assert asked.endswith("Please answer by 5pm on Wednesday 25 November 2026.")
    assert "Please answer" not in _text("What we are asking you to do", _letter(facts(reply_by=None)))


def test_the_safe_contact_box_says_how_when_and_what_not_to_do() -> None:
    assert _text("How to contact her safely", _letter(facts())) == (
        "First text 07700 900123. After that you may call 07700 900123. Times: Monday to Friday, 10am to 2pm. "
        "Do not email. Do not write to any address you may already hold. Do not leave a voicemail. "
        "If someone else answers: say you have the wrong number."
    )


@pytest.mark.parametrize(
    "given",
    [
        facts(shares=()),
        facts(plan=None),
        facts(ticked=()),
        facts(ticked=(phone(safe=Answer.NOT_ASKED),)),
        facts(today=date(2026, 12, 25)),
    ],
    ids=["not shared", "no plan", "nothing ticked", "number not safe", "plan due to be checked"],
)
def test_without_a_way_that_is_safe_today_the_box_sends_them_to_us(given: LetterFacts) -> None:
    said = _text("How to contact her safely", _letter(given))
    assert said.startswith("Do not contact Ceri Sample directly")
    assert "Contact us instead: 020 7946 0322" in said
    assert "07700" not in said


def test_where_nobody_wrote_down_a_number_of_ours_the_box_names_the_service() -> None:
    unreachable = facts(shares=(), author=Author(name="Jo Advocate"), letterhead=replace(facts().letterhead, phone=""))
    assert "Contact us instead: Northbridge Advocacy." in _text("How to contact her safely", _letter(unreachable))


def test_the_table_about_her_has_what_was_shared() -> None:
    assert _rows("About Ceri Sample", _letter(facts())) == {
        "Name": "Ceri Sample (she/her)",
        "Name on documents": "Cerys Angharad Sample",
        "Date of birth": "14 March 1991",
        "Language and access": "Welsh and English. No interpreter needed. A ground-floor room.",
        "Children": "2 children, aged 6 and 9",
        "At risk from": "Rhys Placeholder (ex-partner)",
    }


def test_the_risk_summary_has_the_score_and_the_judgement_and_what_is_not_known() -> None:
    assert _rows("Risk summary", _letter(facts())) == {
        "Assessment": "24-question risk checklist, completed 20 November 2026",
        "Score": "16 of 24 “yes” answers",
        "Our judgement": "High risk. Threats have become more frequent.",
        "Not yet known": "3 questions: not asked, or the answer is not known",
        "Multi-agency meeting": "3 December 2026",
    }


def test_a_level_by_score_alone_or_above_the_judgement_has_a_row_of_its_own() -> None:
    unjudged = _rows("Risk summary", _letter(facts(assessment=assessment(judgement=None, judgement_reason=""))))
    assert unjudged["Level"] == "High risk"
    assert "Our judgement" not in unjudged
    lower = _rows("Risk summary", _letter(facts(assessment=assessment(judgement=RiskLevel.MEDIUM))))
    assert lower["Our judgement"].startswith("Medium risk")
    assert lower["Level"] == "High risk"


def test_an_imported_score_is_told_as_what_it_is() -> None:
    imported = assessment(answers={}, imported_score=17, judgement=None, judgement_reason="")
    rows = _rows("Risk summary", _letter(facts(assessment=imported, instrument=None)))
    assert rows["Score"] == "17, as recorded before"
    assert rows["Assessment"] == "Risk assessment, completed 20 November 2026"
    bare = replace(imported, imported_score=None)
    assert _rows("Risk summary", _letter(facts(assessment=bare)))["Score"] == "not scored"


def test_without_an_assessment_there_is_no_risk_section() -> None:
    content = _letter(facts(assessment=None, client=ceri(marac_on=None)))
    assert "Risk summary" not in {block.place for block in content.blocks}


def test_her_reasons_stand_in_paragraphs_with_our_opinion_after_them() -> None:
    paragraphs = [
        block.text
        for block in _letter(facts()).blocks
        if block.place == "Why she needs this" and block.kind is BlockKind.PARAGRAPH
    ]
    assert paragraphs[:2] == [
        "Ceri left home on 19 November 2026.",
        "The place where she stays is open to her until Thursday.",
    ]
    assert "section 1 of the Domestic Abuse Act 2021" in paragraphs[2]


def test_the_consent_paragraph_says_who_agreed_when_for_whom_and_for_what() -> None:
    said = _text("Consent and sharing", _letter(facts()))
    assert said.startswith(
        "On 20 November 2026 Ceri Sample agreed that we share what is in this letter with Exampleshire Council. "
        "It is for emergency housing and nothing else. She may change her mind at any time, "
        "and we will tell you if she does."
    )


@pytest.mark.parametrize(
    "given",
    [
        facts(consent=None),
        facts(consent=consent(shares=(), points=(numbered(20),))),
        facts(consent=consent(shares=tuple(Share), points=(numbered(20),), withdrawn_on=TODAY)),
        facts(consent=consent(shares=tuple(Share), points=(numbered(20),), agency_id=numbered(51))),
    ],
)
def test_a_letter_never_says_that_she_agreed_to_what_she_did_not(given: LetterFacts) -> None:
    assert _text("Consent and sharing", _letter(given)).startswith("[There is no consent")
    with_basis = replace(given, lawful_basis=LawfulBasis.VITAL_INTERESTS)
    said = _text("Consent and sharing", _letter(with_basis))
    assert "without relying on consent. Our lawful basis is vital interests" in said
    assert "agreed" not in said


@given(st.sets(st.sampled_from(Share)), st.sets(st.sampled_from(Share)))
def test_what_is_not_shared_or_not_on_the_recipients_list_is_nowhere_in_the_letter(
    shared: set[Share], allowed: set[Share]
) -> None:
    template = replace(housing(), may_carry=tuple(allowed))
    letter = compose(template, facts(shares=tuple(shared), lawful_basis=LawfulBasis.PUBLIC_TASK)).to_json()
    for share, words in _TELLING.items():
        for word in words:
            assert (word in letter) is (share in shared & allowed), (share, word)


@pytest.mark.parametrize(
    ("pronouns", "place", "sentence"),
    [
        ("he/him", "Why he needs this", "He may change his mind at any time, and we will tell you if he does."),
        ("they/them", "Why they need this", "They may change their mind at any time, and we will tell you if they do."),
        ("", "Why they need this", "Please let no local connection send them where they are at risk."),
    ],
)
def test_the_letter_speaks_of_each_person_in_their_own_pronouns(pronouns: str, place: str, sentence: str) -> None:
    content = _letter(facts(client=ceri(pronouns=pronouns), why="The flat is not safe."))
    assert place in {block.place for block in content.blocks}
    ours = " ".join(block.text for block in content.blocks)
    assert sentence in ours
    assert not {"she", "her", "She"} & set(ours.replace(",", " ").replace(".", " ").split())


@pytest.mark.parametrize(
    ("addressee", "greeting", "close"),
    [
        ("", "Dear Duty Manager", "Yours faithfully"),
        ("Ms A. Officer", "Dear Ms A. Officer", "Yours sincerely"),
    ],
)
def test_the_close_fits_the_greeting(addressee: str, greeting: str, close: str) -> None:
    content = _letter(facts(addressee=addressee))
    assert (content.greeting, content.close) == (greeting, close)


def test_the_letter_asks_to_quote_its_reference_and_an_older_one_without_stays_as_it_was_approved() -> None:
    said = _text("What happens next", _letter(facts(reply_reference="RE-7KQ2-9MF")))
    assert "Please quote RE-7KQ2-9MF when you answer. If you cannot help" in said
    assert "quote" not in _text("What happens next", _letter(facts()))
    assert _letter(facts()).digest() == _AS_APPROVED_BEFORE


def test_what_happens_next_says_whom_to_answer_by_when_and_not_to_pass_it_on() -> None:
    said = _text("What happens next", _letter(facts()))
    assert "020 7946 0322 or jo.advocate@northbridge.example" in said
    assert "say so before 5pm on Wednesday 25 November 2026" in said
    assert "do not copy this letter to the other person" in said


def test_a_letter_without_an_authors_line_is_answered_at_the_service() -> None:
    writer = replace(facts().author, direct_line="", email="")
    content = _letter(facts(author=writer))
    assert "who is dealing with it: 020 7946 0321." in _text("What happens next", content)
    assert content.signature_lines == ("Jo Advocate", "Independent Domestic Violence Adviser")


def test_the_signature_and_the_approval_line_name_who_wrote_and_who_checked() -> None:
    assert _letter(facts()).signature_lines == (
        "Jo Advocate",
        "Independent Domestic Violence Adviser",
        "Direct line 020 7946 0322  ·  jo.advocate@northbridge.example",
    )
    assert approval_line("S. Supervisor", "Team Manager", "23 November 2026") == (
        "Checked and approved by S. Supervisor, Team Manager, 23 November 2026. Copy kept on file."
    )


def test_the_frame_comes_through_as_it_was_given() -> None:
    given = facts(date_line="23 November 2026", approval_line="Checked", sent_by="Hand", is_sample=True)
    content = _letter(replace(given, window_offset=(2, -3)))
    assert (content.date_line, content.approval_line, content.sent_by) == ("23 November 2026", "Checked", "Hand")
    assert content.window_offset == (2, -3)
    assert content.is_sample
    assert _letter(facts()).sent_by == "Secure email and post"
    assert LetterContent.from_json(content.to_json()) == content


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ((6,), "1 child, aged 6"),
        ((0, 11), "2 children, aged under 1 and 11"),
        ((None,), "1 child, age not known"),
        ((4, None, None), "3 children, aged 4, 2 ages not known"),
    ],
)
def test_children_are_counted_and_an_unknown_age_is_said_to_be_unknown(ages: tuple[int | None, ...], said: str) -> None:
    assert children_in_words(ages) == said


def test_typed_braces_stay_what_they_are() -> None:
    content = _letter(facts(client=ceri(name_to_use="{their} {0.__class__}"), why="{name} {nobody}"))
    assert "About {their} {0.__class__}" in {block.place for block in content.blocks}
    assert "{name} {nobody}" in _text("Why she needs this", content)
