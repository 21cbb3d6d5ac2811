"""A stalking screening and two flags in Ceri's case: resources/sample/ceri_risk.toml."""

from collections.abc import Iterator
from functools import partial

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.flags import FlagKind
from advocate_desk.domain.risk import RiskLevel, RiskOccasion
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.keep_flags import FlagForm, KeepFlags
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session

_SCREENING = "stalking-screening"


def risk_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return what is asked about stalking and the flags that are raised, each at its moment."""
    words = sample_words("ceri_risk")
    clock, screening = story.setting.clock, words["screening"]
    at = clock.moment(screening["days_ago"], 13, 20)
    yield Entry(sitting=sittings.author, at=at, act=partial(_screen, story, screening))
    for flag in words["flag"]:
        at = clock.moment(flag["raised_days_ago"], 11, 40)
        yield Entry(sitting=sittings.author, at=at, act=partial(_raise, story, flag))


def _screen(story: CaseStory, words: Table, session: Session) -> None:
    AssessRisk(session, story.setting.rules).sign(
        NewAssessment(
            case_id=story.case.case_id,
            instrument=_SCREENING,
            answers={code: Answer(said) for code, said in words["answers"].items()},
            sources=words["sources"],
            notes=words["notes"],
            occasion=RiskOccasion(words["occasion"]),
            judgement=RiskLevel(words["judgement"]),
            reason=words["reason"],
        )
    )


def _raise(story: CaseStory, words: Table, session: Session) -> None:
    KeepFlags(session).raise_flag(
        story.case.case_id,
        FlagForm(
            kind=FlagKind(words["kind"]),
            reason=words["reason"],
            review_on=story.setting.clock.day(-words["review_in"]),
        ),
    )
