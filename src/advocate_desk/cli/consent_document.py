"""Agreements, consents and what is withheld, as a document and as words. No number and no address is in either."""

from dataclasses import dataclass
from uuid import UUID

from advocate_desk.cli.case_document import as_day
from advocate_desk.cli.output import Document
from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.pronouns import joined
from advocate_desk.services.keep_agreements import AgreementLine, AgreementsView, KeepAgreements
from advocate_desk.services.keep_consent import ConsentLine, ConsentView, KeepConsent
from advocate_desk.services.withhold import WithheldLine, Withhold


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentFile:
    """What was agreed in a case, and what must be kept from whom."""

    agreements: AgreementsView
    consents: ConsentView
    withheld: tuple[WithheldLine, ...]


def read_consent(agreements: KeepAgreements, consents: KeepConsent, withheld: Withhold, case_id: UUID) -> ConsentFile:
    """Read all of it.

    Raises:
        NotFound: no such case.
    """
    return ConsentFile(
        agreements=agreements.view(case_id), consents=consents.view(case_id), withheld=withheld.view(case_id)
    )


def consent_document(file: ConsentFile) -> Document:
    """Return ``support``, ``consents`` and ``withheld`` as ``case show --json`` prints them."""
    view = file.agreements
    return {
        "support": {
            "agreed": not view.why_not_supported,
            "why_not": list(view.why_not_supported),
            "agreements": [_agreement(line) for line in view.agreements],
        },
        "consents": [_consent(line) for line in file.consents.consents],
        "withheld": [_withheld(line) for line in file.withheld],
    }


def consent_words(file: ConsentFile) -> list[str]:
    """Return what holds now as lines to read, what must be kept from somebody first."""
    lines = [f"KEEP FROM {line.whom}: {'; '.join(line.what)}. {line.standing}" for line in file.withheld if line.holds]
    against = file.agreements.why_not_supported
    counting = [line for line in file.agreements.agreements if line.counts and not against]
    lines += [f"Support: {line.name}. {line.standing}" for line in counting] or [f"Support: {' '.join(against)}"]
    for line in file.consents.consents:
        if line.holds:
            shared = joined([SHARE_LABELS[share] for share in line.consent.shares]) or "the name and the request"
            ask = " Support was ended since: ask about it." if line.outlived_support else ""
            lines.append(f"Consent: {line.agency}, {line.consent.purpose}: {shared}. {line.standing}{ask}")
    return lines


def _agreement(line: AgreementLine) -> Document:
    agreement = line.agreement
    return {
        "name": line.name,
        "given_on": as_day(agreement.given_on),
        "how": agreement.how,
        "limits_explained": agreement.limits_explained.value,
        "privacy_explained": agreement.privacy_explained.value,
        "interpreter": agreement.interpreter,
        "review_on": as_day(agreement.review_on),
        "withdrawn_on": as_day(agreement.withdrawn_on),
        "counts": line.counts,
        "due": line.due,
        "left_to_ask": line.left_to_ask,
        "standing": line.standing,
    }


def _consent(line: ConsentLine) -> Document:
    consent = line.consent
    return {
        "id": str(consent.id),
        "agency": line.agency,
        "purpose": consent.purpose,
        "shares": [share.value for share in consent.shares],
        "contact_details": [point.kind.value for point in line.points],
        "given_on": as_day(consent.given_on),
        "given_by": line.given_by,
        "how": consent.how,
        "interpreter": consent.interpreter,
        "expires_on": as_day(consent.expires_on),
        "review_on": as_day(consent.review_on),
        "withdrawn_on": as_day(consent.withdrawn_on),
        "holds": line.holds,
        "due": line.due,
        "outlived_support": line.outlived_support,
        "kept_from": [share.value for share in consent.shares if share in line.kept_from.shares],
        "missing": list(line.missing),
        "standing": line.standing,
    }


def _withheld(line: WithheldLine) -> Document:
    return {
        "id": str(line.withheld.id),
        "what": list(line.what),
        "from": line.whom,
        "why": line.withheld.why,
        "review_on": as_day(line.withheld.review_on),
        "holds": line.holds,
        "due": line.due,
        "standing": line.standing,
    }
