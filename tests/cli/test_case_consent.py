"""Agreements, consents and what is withheld on the command line: all of it, and no number."""

from dataclasses import replace
from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis, Share
from advocate_desk.services.keep_agreements import KeepAgreements, NewAgreement
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.withhold import WithheldForm, Withhold
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office, consent_for, form, phone_of


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def everything(office: Office) -> None:
    """An agreement with an interpreter, a consent with a number, and something its agency must not have."""
    with office.as_user(ADVOCATE) as session:
        agreements = KeepAgreements(session)
        agreements.agree(
            NewAgreement(
                case_id=office.case_id,
                person_id=agreements.view(office.case_id).may_agree[0].person_id,
                given_on=date(2026, 11, 20),
                how="On the phone",
                limits_explained=Answer.YES,
                privacy_explained=Answer.YES,
                interpreter="Language agency, 4411",
                review_on=date(2026, 12, 21),
            )
        )
        phone = phone_of(office, session)
        consent_for(office, session, phone.id)
        closed = WithheldForm(what="Her new work", why="His sister works there.", shares=(Share.RISK_SUMMARY,))
        Withhold(session).keep(office.case_id, replace(closed, points=(phone.id,), agency_id=office.agency_id))


def test_both_consents_and_what_is_withheld_are_told_and_no_number(terminal: Terminal, office: Office) -> None:
    everything(office)
    told = terminal.signed_in("case", "show", reference_of(terminal))
    shown = told.document
    (agreement,) = shown["support"]["agreements"]
    assert (shown["support"]["agreed"], shown["support"]["why_not"]) == (True, [])
    assert (agreement["interpreter"], agreement["review_on"]) == ("Language agency, 4411", "2026-12-21")
    (consent,) = shown["consents"]
    assert (consent["agency"], consent["holds"], consent["contact_details"]) == (
        "Exampleshire Council",
        True,
        ["phone"],
    )
    assert consent["kept_from"] == ["risk_summary"]
    (withheld,) = shown["withheld"]
    assert (withheld["from"], withheld["why"]) == ("Exampleshire Council", "His sister works there.")
    assert withheld["what"] == ["Her new work", "The risk summary", "Phone"]
    assert "900123" not in told.out


def test_in_words_what_must_be_kept_from_somebody_is_said_before_what_may_be_shared(
    terminal: Terminal, office: Office
) -> None:
    options = ("--vault", terminal.vault, "--user", ADVOCATE, "--passphrase-file", terminal.passphrase_file)
    reference = reference_of(terminal)
    before = terminal.type("case", "show", reference, *options).out
    assert "Support: Nobody has recorded an agreement to be supported." in before
    everything(office)
    lines = terminal.type("case", "show", reference, *options).out.splitlines()
    kept = next(at for at, line in enumerate(lines) if line.startswith("KEEP FROM Exampleshire Council: Her new work"))
    given = next(at for at, line in enumerate(lines) if line.startswith("Consent: Exampleshire Council"))
    assert kept < given
    assert "Support: Ceri Sample. Agreed. Ask again on 21 December 2026." in lines
    assert "900123" not in "\n".join(lines)


def test_a_referral_without_consent_tells_the_basis_and_its_reason(terminal: Terminal, office: Office) -> None:
    basis = {"lawful_basis": LawfulBasis.VITAL_INTERESTS, "lawful_basis_reason": "Threats to kill.", "consent_id": None}
    with office.as_user(ADVOCATE) as session:
        saved = MakeReferral(session, office.rules).save(form(office, **basis), None)
    shown = terminal.signed_in("referral", "show", str(saved.id)).document
    assert (shown["lawful_basis"], shown["lawful_basis_reason"]) == ("vital_interests", "Threats to kill.")
