"""A letter's preview after the last key, and one approved letter to a file."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from advocate_desk.domain.consent import Share
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.referral import Referral
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.make_referral import MakeReferral, NewConsent, ReferralForm
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tools.bench.big_vault import ADMINISTRATOR, SUPERVISOR, BigVault
from tools.bench.measuring import Row, alone

_PREVIEW_DOTS_PER_INCH = 110


def letters(vault: BigVault, renderer: LetterRenderer, rules: Rulebook, folder: Path, rounds: int) -> list[Row]:
    """Measure both. ``folder`` takes the files."""
    form, referral = _approved(vault, rules)
    write = WriteLetter(vault.session, renderer, rules)

    def preview(words: str) -> None:
        typed = replace(form, why=form.why + words)
        write.pages(write.compose(typed, referral.id).content, _PREVIEW_DOTS_PER_INCH)

    previews = [partial(preview, f" {number}") for number in range(rounds)]
    files = [partial(write.export, referral.id, folder / f"{number}.pdf") for number in range(rounds)]
    return [
        Row(what="preview of a letter", ours=alone(previews), within=400),
        Row(what="one letter to file", ours=alone(files), within=1000),
    ]


def _approved(vault: BigVault, rules: Rulebook) -> tuple[ReferralForm, Referral]:
    """Make a referral and have it approved by the second person; leave the first one signed in."""
    form = _form(vault, rules)
    make = MakeReferral(vault.session, rules)
    referral = make.save(form, None)
    make.send_for_review(referral.id)
    vault.sign_in(SUPERVISOR)
    ReviewReferral(vault.session, rules).approve(referral.id)
    vault.sign_in(ADMINISTRATOR)
    return form, referral


def _form(vault: BigVault, rules: Rulebook) -> ReferralForm:
    session, case_id = vault.session, vault.cases[0]
    make, today = MakeReferral(session, rules), session.clock.today()
    agency = _council(session)
    consent = make.record_consent(
        NewConsent(
            case_id=case_id,
            agency_id=agency.id,
            purpose=make.purposes()[0],
            shares=(Share.RISK_SUMMARY, Share.SAFE_CONTACT),
            points=(),
            given_on=today,
            how="In person",
        )
    )
    return ReferralForm(
        case_id=case_id,
        agency_id=agency.id,
        service_id=None,
        purpose=consent.purpose,
        ask="A safe place to live, away from the area she is leaving, from this week on.",
        why="She cannot stay where she is. " * 12,
        reply_by=session.clock.now() + timedelta(days=3),
        shares=consent.shares,
        points=(),
        consent_id=consent.id,
        lawful_basis=None,
        lawful_basis_reason="",
    )


def _council(session: Session) -> Agency:
    agency = Agency(
        id=new_id(session.clock.now()),
        stream_id=SHARED_STREAM,
        name="Sampleton Council Housing",
        postal_address=("Sample House", "1 Sample Street", "Sampleton", "ZZ99 1AB"),
        checked_on=session.clock.today(),
    )
    with session.work() as unit:
        unit.add(agency)
        unit.commit("bench")
    return agency
