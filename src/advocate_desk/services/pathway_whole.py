"""The whole board of one case, put together from what was read."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_rules import tally
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.pathway_cards import CardMaker, card_maker
from advocate_desk.services.pathway_file import StepFile
from advocate_desk.services.pathway_offers import addable, gap_lines, set_lines
from advocate_desk.services.pathway_views import GapLine, LaneView, PathwayView, StepCard, with_parts
from advocate_desk.services.session import Session


def whole_view(
    session: Session,
    rules: Rulebook,
    file: CaseFile,
    files: Sequence[StepFile],
    events: Iterable[CaseEvent],
    workers: Mapping[UUID, str],
) -> PathwayView:
    """Return the board. ``workers`` may be given what is kept apart; ``events`` are everything that happened."""
    today, way = session.clock.today(), rules.way
    maker = card_maker(way, file, today)
    gaps = gap_lines(rules, files, events, file.settings.nation, today)
    lanes = tuple(_lane(rules, lane, files, maker, gaps) for lane in Lane)
    shown = {card.step.id: card.name for lane in lanes for each in lane.cards for card in with_parts(each)}
    return PathwayView(
        case_id=file.case.id,
        lanes=lanes,
        addable=addable(way, files, shown),
        sets=set_lines(way, files),
        people=maker.people,
        workers=workers,
    )


def _lane(
    rules: Rulebook, lane: Lane, files: Sequence[StepFile], maker: CardMaker, gaps: Iterable[GapLine]
) -> LaneView:
    pathway = rules.way.pathway(lane)
    own = [one for one in files if one.step.lane is lane]
    offered = {step.code for step in pathway.steps}
    return LaneView(
        lane=lane,
        title=pathway.title,
        note=pathway.note,
        cards=_by_group(maker.cards(own)),
        gaps=tuple(gap for gap in gaps if gap.offer in offered),
        tally=tally((one.now.state, one.now.late) for one in own),
    )


def _by_group(cards: Sequence[StepCard]) -> tuple[StepCard, ...]:
    """Put the cards of one heading together, the headings in the order in which they first come."""
    groups = list(dict.fromkeys(card.group for card in cards))
    return tuple(sorted(cards, key=lambda card: groups.index(card.group)))
