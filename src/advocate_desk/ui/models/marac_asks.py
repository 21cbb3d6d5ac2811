"""What is asked when something around a MARAC is recorded, and what is done with the answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from advocate_desk.domain.marac import MaracAction, MaracMeeting, MaracReferral, MaracTransfer
from advocate_desk.services.follow_marac import ActionForm, MeetingForm
from advocate_desk.services.safety import Safety

Given = Mapping[str, Any]
OTHERS = "Another agency or person, in words"


class AskKind(StrEnum):
    """How a question is answered. A past day looks behind today; one is picked of many, and chosen of a few."""

    DAY = auto()
    PAST_DAY = auto()
    LINE = auto()
    WORDS = auto()
    TICK = auto()
    CHOICE = auto()
    PICK = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question. ``needed`` is said where it must be answered and is not; ``given`` stands in the field at first.

    ``unless`` names another question: where that is answered, this one need not be.
    """

    name: str
    label: str
    kind: AskKind = AskKind.LINE
    hint: str = ""
    needed: str = ""
    given: object = None
    answers: Mapping[str, str] = field(default_factory=dict)
    unless: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """A sheet: its title, what it says beneath, its main button, its questions, what is done, what is said then.

    ``key`` is under which a half-typed sheet is kept; ``undo`` what takes the recorded thing back, if that can be.
    """

    title: str
    record: str
    key: str
    questions: Sequence[Question]
    work: Callable[[Given], object]
    said: str
    about: str = ""
    undo: Callable[[], object] | None = None


def made(safety: Safety, referral: MaracReferral, today: date) -> Ask:
    """Ask on which day a referral went."""
    return Ask(
        title="This referral was made",
        about="Twelve months for a repeat count from this day. Afterwards it is not changed any more.",
        record="Record it",
        key=f"marac-made {referral.id}",
        questions=(_past("on", "&When did it go?", "Say when the referral went.", today),),
        work=lambda given: safety.marac.mark_referred(referral.id, given["on"]),
        said="MARAC referral recorded as made.",
    )


def meeting(safety: Safety, referral: MaracReferral) -> Ask:
    """Ask when and where the case is heard."""
    return Ask(
        title="Plan a meeting",
        record="Keep the meeting",
        key=f"marac-meeting {referral.id}",
        questions=_when_and_where(None),
        work=lambda given: safety.meetings.plan(referral.id, MeetingForm(**given)),
        said="Meeting kept.",
    )


def change_meeting(safety: Safety, kept: MaracMeeting) -> Ask:
    """Ask whether a meeting is on another day, or elsewhere."""
    return Ask(
        title="Change the meeting",
        record="Keep the meeting",
        key=f"marac-meeting-change {kept.id}",
        questions=_when_and_where(kept),
        work=lambda given: safety.meetings.change(kept, replace(MeetingForm.of(kept), **given)),
        said="Meeting kept.",
    )


def prepare(safety: Safety, kept: MaracMeeting) -> Ask:
    """Ask for what we bring to a meeting."""
    return Ask(
        title="Before the meeting",
        about="What our own records say, and what this person wants the meeting to know and to do.",
        record="Keep it",
        key=f"marac-prepare {kept.id}",
        questions=(
            Question(name="our_research", label="Our &research", kind=AskKind.WORDS, given=kept.our_research),
            Question(name="her_wishes", label="What this person &wants", kind=AskKind.WORDS, given=kept.her_wishes),
        ),
        work=lambda given: safety.meetings.change(kept, replace(MeetingForm.of(kept), **given)),
        said="Kept for the meeting.",
    )


def told(safety: Safety, kept: MaracMeeting, today: date) -> Ask:
    """Ask that the case was heard, and how she was told, or why not yet."""
    return Ask(
        title="After the meeting",
        about="What came of it is told soon, and only in a way that is safe. Where it cannot be told, say why.",
        record="Keep it",
        key=f"marac-told {kept.id}",
        questions=(
            _day("heard_on", "The case was &heard on", kept.heard_on or min(kept.meets_on, today)),
            _day("feedback_on", "&Told on", kept.feedback_on),
            Question(
                name="feedback_how",
                label="H&ow, and that it was safe",
                hint="For example: by phone at the agreed time, alone.",
                given=kept.feedback_how,
            ),
            Question(
                name="no_feedback_because",
                label="Or &why it was not told",
                hint="Leave it empty where it was told, or still will be.",
                given=kept.no_feedback_because,
            ),
        ),
        work=lambda given: safety.meetings.change(kept, replace(MeetingForm.of(kept), **given)),
        said="Kept.",
    )


def action(safety: Safety, kept: MaracMeeting, colleagues: Mapping[UUID, str]) -> Ask:
    """Ask for an action of a meeting."""
    return Ask(
        title="Add an action",
        about="Each agency answers for its own. What came of it is asked after its day.",
        record="Keep the action",
        key=f"marac-action {kept.id}",
        questions=_what_who_when(None, colleagues),
        work=lambda given: safety.meetings.add_action(kept.id, _action_form(given, colleagues)),
        said="Action kept.",
    )


def change_action(safety: Safety, kept: MaracAction, colleagues: Mapping[UUID, str]) -> Ask:
    """Ask whether an action is another, somebody else's or for another day."""
    if kept.owner_id is not None and kept.owner_id not in colleagues:
        colleagues = {**colleagues, kept.owner_id: kept.owner}  # who works here no more is still whose it is
    return Ask(
        title="Change the action",
        record="Keep the action",
        key=f"marac-action-change {kept.id}",
        questions=_what_who_when(kept, colleagues),
        work=lambda given: safety.meetings.change_action(kept, _action_form(given, colleagues)),
        said="Action kept.",
    )


def done(safety: Safety, kept: MaracAction, today: date) -> Ask:
    """Ask what came of an action."""
    return Ask(
        title="This action is done",
        about=kept.what,
        record="Record it",
        key=f"marac-done {kept.id}",
        questions=(
            _past("on", "D&one on", "Say when it was done.", today),
            Question(name="came", label="What &came of it", kind=AskKind.WORDS, given=kept.came_of_it),
        ),
        work=lambda given: safety.meetings.finish_action(kept, given["on"], given["came"]),
        said="Action done.",
        undo=lambda: safety.meetings.reopen_action(kept.id),
    )


def hand_over(safety: Safety, referral: MaracReferral, today: date) -> Ask:
    """Ask to which area the case went."""
    return Ask(
        title="Hand over to another area",
        about="Where somebody moves, even for a time, the new area's MARAC has to know. The area alone is written "
        "here, never the address.",
        record="Record it",
        key=f"marac-transfer {referral.id}",
        questions=(
            Question(name="to_area", label="To which &area?", needed="Say to which area."),
            Question(
                name="handed_to",
                label="To &whom there?",
                hint="For example, the coordinator, or the IDVA who takes over.",
                needed="Say to whom there.",
            ),
            _past("on", "Handed over &on", "Say when it was handed over.", today),
        ),
        work=lambda given: safety.marac.hand_over(referral.id, given["to_area"], given["handed_to"], given["on"]),
        said="Handed over. The papers have still to go from MARAC to MARAC.",
    )


def papers(safety: Safety, transfer: MaracTransfer, today: date) -> Ask:
    """Ask when the papers went."""
    return Ask(
        title="The papers went",
        about="Minutes and action plans go from coordinator to coordinator, never from here.",
        record="Record it",
        key=f"marac-papers {transfer.id}",
        questions=(_past("on", "Sent &on", "Say when the papers went.", today),),
        work=lambda given: safety.marac.papers_sent(transfer.id, given["on"]),
        said="Papers recorded as sent.",
    )


def minutes(safety: Safety, kept: MaracMeeting, today: date) -> Ask:
    """Ask for the minutes of a meeting."""
    return Ask(
        title="Keep the minutes",
        about="They are not ours to pass on. They lie apart: no search finds them, no letter and no timeline quotes "
        "them, and whoever reads them says why. They are never changed.",
        record="Keep the minutes",
        key=f"marac-minutes {kept.id}",
        questions=(
            _past("on", "&Received on", "Say when the minutes were received.", today),
            Question(
                name="text", label="The &minutes", kind=AskKind.WORDS, needed="There is nothing in these minutes."
            ),
        ),
        work=lambda given: safety.minutes.keep(kept.id, given["text"], given["on"]),
        said="Minutes kept apart.",
    )


def _past(name: str, label: str, needed: str, given: date | None) -> Question:
    return Question(name=name, label=label, kind=AskKind.PAST_DAY, needed=needed, given=given)


def _day(name: str, label: str, given: date | None) -> Question:
    return Question(name=name, label=label, kind=AskKind.PAST_DAY, given=given)


def _action_form(given: Given, colleagues: Mapping[UUID, str]) -> ActionForm:
    """A colleague who was picked answers for it by name, too, where no other words say who."""
    owner_id = UUID(given["owner_id"]) if given["owner_id"] else None
    owner = given["owner"] or (colleagues[owner_id] if owner_id else "")
    return ActionForm(what=given["what"], owner=owner, owner_id=owner_id, due_on=given["due_on"])


def _what_who_when(kept: MaracAction | None, colleagues: Mapping[UUID, str]) -> tuple[Question, ...]:
    picked = kept.owner_id if kept else None
    by_name = picked is not None and kept is not None and kept.owner == colleagues.get(picked)
    return (
        Question(
            name="what",
            label="&What is to be done?",
            needed="Say what is to be done.",
            given=kept.what if kept else "",
        ),
        Question(
            name="owner_id",
            label="Who &answers for it?",
            kind=AskKind.PICK,
            hint="A colleague here is told of it on Today.",
            given=picked.hex if picked else "",
            answers={"": OTHERS, **{one.hex: name for one, name in colleagues.items()}},
        ),
        Question(
            name="owner",
            label="&Or in words",
            hint="The agency or person, for example Exampleshire Council, Housing.",
            needed="Say which agency or person answers for it.",
            given=kept.owner if kept and not by_name else "",
            unless="owner_id",
        ),
        Question(name="due_on", label="By which &day?", kind=AskKind.DAY, given=kept.due_on if kept else None),
    )


def _when_and_where(kept: MaracMeeting | None) -> tuple[Question, ...]:
    return (
        Question(
            name="meets_on",
            label="On which &day?",
            kind=AskKind.DAY,
            needed="Say on which day the case is heard.",
            given=kept.meets_on if kept else None,
        ),
        Question(
            name="place",
            label="&Where?",
            hint="A place or an online meeting, for example Exampleshire Civic Centre.",
            given=kept.place if kept else "",
        ),
        Question(
            name="is_emergency",
            label="An &emergency meeting, outside the usual days",
            kind=AskKind.TICK,
            given=kept.is_emergency if kept else False,
        ),
    )
