"""Where the sample month's referrals stand: every state of both machines, each reached by its proper way."""

from dataclasses import dataclass

from advocate_desk.domain.referral import ProgressState as P

NOT_APPROVED = ("draft", "awaiting", "returned", "before_import")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the agency did, ``days_ago``; the rest is what that move must carry."""

    state: P
    days_ago: int
    reason: str = ""
    note: str = ""
    told_by: str = ""
    expected_in: int | None = None
    review_in: int | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One referral's way. ``reply_in`` is days from today; negative means that the answer is late.

    ``stops_at`` names where its review stands ("approved" where it went through); ``lapses_by`` what took
    the approval away since. ``chased`` are the days ago on which a silent agency was asked again. With ``followed``
    another agency was asked at the end, by a referral of its own.
    """

    stops_at: str = "approved"
    lapses_by: str = ""
    written_days_ago: int = 16
    sent: bool = True
    reply_in: int = -2
    answers: tuple[Answer, ...] = ()
    chased: tuple[int, ...] = ()
    followed: bool = False


def _sent(*answers: Answer, reply_in: int = -4) -> Way:
    return Way(answers=answers, reply_in=reply_in)


_HAS_IT = Answer(state=P.ACKNOWLEDGED, days_ago=11, told_by="Duty officer, by phone")
_YES = Answer(state=P.ACCEPTED, days_ago=9, told_by="Housing officer, by phone")

WAYS: tuple[Way, ...] = (
    Way(stops_at="draft", written_days_ago=1, sent=False, reply_in=4),
    Way(stops_at="awaiting", written_days_ago=1, sent=False, reply_in=2),
    Way(stops_at="returned", written_days_ago=3, sent=False, reply_in=3),
    Way(written_days_ago=2, sent=False, reply_in=3),
    Way(lapses_by="words", written_days_ago=4, sent=False, reply_in=2),
    Way(lapses_by="consent withdrawn", written_days_ago=6, sent=False, reply_in=1),
    Way(lapses_by="point", written_days_ago=5, sent=False, reply_in=1),
    Way(stops_at="before_import", written_days_ago=25, sent=False, reply_in=-9),
    Way(written_days_ago=4, reply_in=3),
    Way(written_days_ago=14, reply_in=-3),
    Way(written_days_ago=25, reply_in=-22, chased=(20, 14, 9)),
    _sent(Answer(state=P.ACKNOWLEDGED, days_ago=8, told_by="Automatic reply, then the team leader"), reply_in=2),
    _sent(Answer(state=P.MORE_INFORMATION_ASKED, days_ago=6, note="They ask which areas are safe.")),
    _sent(_HAS_IT, _YES),
    _sent(_HAS_IT, Answer(state=P.WAITING_LIST, days_ago=9, expected_in=21, review_in=7)),
    _sent(Answer(state=P.WAITING_LIST, days_ago=10, expected_in=5, review_in=-1)),
    _sent(_YES, Answer(state=P.IN_PROGRESS, days_ago=5)),
    _sent(_HAS_IT, Answer(state=P.DECLINED, days_ago=8, reason="at_capacity")),
    Way(
        answers=(Answer(state=P.REROUTED, days_ago=9, note="Passed to Millbrook Homes by the council."),),
        reply_in=-4,
        followed=True,
    ),
    Way(sent=False, answers=(Answer(state=P.WITHDRAWN, days_ago=9, reason="her_choice"),)),
    _sent(Answer(state=P.WITHDRAWN, days_ago=7, reason="unsafe", note="Rang the council: the letter was shredded.")),
    _sent(Answer(state=P.NO_RESPONSE, days_ago=3, note="Rang on Monday and Wednesday, wrote on Thursday.")),
    _sent(
        Answer(state=P.NO_RESPONSE, days_ago=5, note="Rang four times."),
        Answer(state=P.ACCEPTED, days_ago=1, told_by="Team leader"),
    ),
    _sent(_YES, Answer(state=P.NOT_TAKEN_UP, days_ago=4, reason="The flat was too near the old one.")),
    _sent(_YES, Answer(state=P.DID_NOT_ATTEND, days_ago=3)),
    _sent(Answer(state=P.NOT_KNOWN, days_ago=2, note="The worker left; nobody there knows.")),
    _sent(_YES, Answer(state=P.COMPLETED, days_ago=4, outcome="met")),
    _sent(_YES, Answer(state=P.COMPLETED, days_ago=3, outcome="partly_met")),
    _sent(_YES, Answer(state=P.COMPLETED, days_ago=2, outcome="not_met")),
    _sent(
        Answer(state=P.ENTERED_IN_ERROR, days_ago=6, reason="Wrong sister.", note="The council sent the letter back.")
    ),
)
"""In the order in which cases take them up, one each, and again from the start."""
