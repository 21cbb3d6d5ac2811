"""An invented caseload of any size, the same one every time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from random import Random
from typing import TypedDict
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction, Note
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.tasks import Task

BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

_GIVEN = (
    "Anwen Beca Ceri Delyth Efa Ffion Gwen Heledd Ines Joana Kemi Leila Mair Nia Olwen Priya Rhian Siân Tegan Yewande"
)
_ENDINGS = "brook dale field ford gate ham hill hurst lake land lea ley moor shaw stead thorpe ton well wick wood"
_SMALL_WORDS = "the to and she her a of was in is that for with on it be has at he they this will but not from had by"
_WORDS_OF_THE_WORK = (
    "council letter called agreed thursday morning school papers court solicitor worker nurse support housing bank"
    " phone keys travel money appointment police statement sister night"
)
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "li", "mo", "nu", "pe", "ra", "so", "ti", "va", "we", "yo")
_WORK_BEGINS = 100
_STAGES = ("reported", "investigated", "arrested", "interviewed", "bailed", "charged")
_DAYS = (
    *("told_of_housing_decision", "data_request_received", "offence_domestic_assault", "harassment_last_act"),
    *("sexual_violence", "told_of_police_decision", "offence_summary_only"),
)
"""What happened in each case, so that about twenty clocks count from it."""


def vocabulary() -> list[str]:
    """Return four thousand words, the commonest first: small ones, and those of the work not long after."""
    made = ["".join(parts) for parts in product(_SYLLABLES, repeat=3)]
    return [*_SMALL_WORDS.split(), *made[:_WORK_BEGINS], *_WORDS_OF_THE_WORK.split(), *made[_WORK_BEGINS:]]


RARE_WORDS = vocabulary()[-3_000:]


class Own(TypedDict):
    """What every row of one case has in common."""

    stream_id: UUID
    case_id: UUID


class Invented:
    """Draws cases. ``lead_id`` holds them all, but for every first one where ``one_id`` holds that."""

    def __init__(self, lead_id: UUID, seed: int = 1, one_id: UUID | None = None) -> None:
        self._one_id = one_id
        self._random = Random(seed)  # noqa: S311 - invented people, not keys
        self._lead_id = lead_id
        self._given = _GIVEN.split()
        self._families = [f"Sample{ending}" for ending in _ENDINGS.split()]
        self._words = vocabulary()
        # Zipf's law: the second word is half as common as the first, the third a third.
        self._common = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def name(self) -> str:
        """Draw a name."""
        return f"{self._random.choice(self._given)} {self._random.choice(self._families)}"

    def rare_name(self) -> str:
        """Draw a name that hardly anybody else here bears, as most people's is."""
        return f"{self._random.choice(self._given)} {self._random.choice(RARE_WORDS).capitalize()}"

    def text(self, characters: int) -> str:
        """Draw words until there are ``characters``."""
        return " ".join(self._random.choices(self._words, cum_weights=self._common, k=characters // 6))

    def case(self, number: int, notes: int) -> Iterator[Record]:
        """Draw one case, client first, with ``notes`` notes."""
        at = BEGAN + timedelta(minutes=number)
        case_id, client_id = new_id(at), new_id(at)
        own = Own(stream_id=case_id, case_id=case_id)
        yield Person(id=client_id, **own, role=PersonRole.CLIENT, name_to_use=self.name(), pronouns="she/her")
        yield Case(
            id=case_id,
            stream_id=case_id,
            reference=new_case_reference(),
            client_id=client_id,
            lead_id=self._one_id if number == 0 and self._one_id else self._lead_id,
            opened_on=at.date(),
        )
        yield from self._safety(at, own, client_id)
        yield from self._way(at, own)
        yield from self._log(at, own, notes)

    def _safety(self, at: datetime, own: Own, client_id: UUID) -> Iterator[Record]:
        phone = f"07700 900{self._random.randrange(1000):03}"
        yield ContactPoint(
            id=new_id(at),
            **own,
            person_id=client_id,
            kind=PointKind.PHONE,
            value=phone,
            digits="44" + phone[1:].replace(" ", ""),
            safe=Answer.YES,
        )
        yield SafeContactPlan(id=new_id(at), **own, person_id=client_id, call=Answer.YES, checked_on=at.date())
        yield RiskAssessment(
            id=new_id(at),
            **own,
            instrument="checklist-24",
            instrument_version=1,
            answers={},
            imported_score=self._random.randrange(24),
            high_from=14,
            level=self._random.choice(list(RiskLevel)),
            assessed_on=at.date(),
            recorded_at=at,
            assessor_id=self._lead_id,
        )

    def _way(self, at: datetime, own: Own) -> Iterator[Record]:
        for position, lane in enumerate(Lane):
            yield PathwayStep(id=new_id(at), **own, lane=lane, code="example", title="A step", position=position)
        line_id = new_id(at)
        yield PathwayStep(
            id=line_id, **own, lane=Lane.JUSTICE, code="criminal_line", title="Criminal case", position=len(Lane)
        )
        for day, stage in enumerate(_STAGES):
            moment = at + timedelta(days=day)
            yield StepMove(
                id=new_id(moment),
                **own,
                step_id=line_id,
                to_state=StepState.WAITING,
                stage=stage,
                happened_on=moment.date(),
                recorded_at=moment,
                actor_id=self._lead_id,
            )
        for code in _DAYS:
            on = at + timedelta(days=len(_STAGES))
            yield KeyDate(id=new_id(on), **own, code=code, on=on.date(), recorded_at=on, actor_id=self._lead_id)
        yield Task(id=new_id(at), **own, title="Ring back", owner_id=self._lead_id, due_at=at + timedelta(days=7))

    def _log(self, at: datetime, own: Own, notes: int) -> Iterator[Record]:
        yield Contact(
            id=new_id(at),
            **own,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE,
            happened_at=at,
            recorded_at=at,
            author_id=self._lead_id,
            summary=self.text(120),
        )
        for day in range(notes):
            moment = at + timedelta(days=day)
            yield Note(
                id=new_id(moment),
                **own,
                happened_at=moment,
                recorded_at=moment,
                author_id=self._lead_id,
                headline=self.text(30),
                text=self.text(300),
            )
