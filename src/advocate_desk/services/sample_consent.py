"""What Ceri agreed to for herself and what must be kept from whom: resources/sample/ceri_consent.toml."""

from collections.abc import Iterator
from functools import partial

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Share
from advocate_desk.services.keep_agreements import KeepAgreements, NewAgreement
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session
from advocate_desk.services.withhold import WithheldForm, Withhold


def consent_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return her agreement to be supported and each thing that is withheld, each at its moment."""
    words = sample_words("ceri_consent")
    clock, agreed = story.setting.clock, words["agreement"]
    yield Entry(
        sitting=sittings.author, at=clock.moment(agreed["days_ago"], 10, 20), act=partial(_agree, story, agreed)
    )
    for one in words["withheld"]:
        yield Entry(sitting=sittings.author, at=clock.moment(one["days_ago"], 15, 10), act=partial(_keep, story, one))


def _agree(story: CaseStory, agreed: Table, session: Session) -> None:
    case_id, clock = story.case.case_id, story.setting.clock
    with session.work() as unit:
        client_id = unit.get(Case, case_id).client_id
    KeepAgreements(session).agree(
        NewAgreement(
            case_id=case_id,
            person_id=client_id,
            given_on=clock.today(),
            how=agreed["how"],
            limits_explained=Answer.YES,
            privacy_explained=Answer.YES,
            interpreter=agreed["interpreter"],
            review_on=clock.day(-agreed["ask_again_in"]),
        )
    )


def _keep(story: CaseStory, one: Table, session: Session) -> None:
    Withhold(session).keep(
        story.case.case_id,
        WithheldForm(
            what="",
            why=one["why"],
            shares=tuple(Share(share) for share in one["shares"]),
            agency_id=story.setting.agencies[one["agency"]],
            review_on=story.setting.clock.day(-one["look_again_in"]),
        ),
    )
