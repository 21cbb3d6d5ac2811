"""The way to report, support and justice of one case, as a document and as words."""

from advocate_desk.cli.case_document import as_day, as_moment
from advocate_desk.cli.output import Document
from advocate_desk.services.pathway_views import GapLine, HistoryLine, LaneView, PathwayView, StepCard, with_parts


def pathway_document(reference: str, view: PathwayView) -> Document:
    """Return what ``case pathway --json`` prints."""
    return {"reference": reference, "lanes": [_lane(lane) for lane in view.lanes]}


def pathway_words(view: PathwayView) -> list[str]:
    """Return the same as lines to read: each lane with what is missing, then its steps."""
    words = []
    for lane in view.lanes:
        words.append(lane.title)
        words += [f"  {gap.words}: {gap.offer_title}" for gap in lane.gaps]
        cards = [card for each in lane.cards for card in with_parts(each)]
        words += [line for card in cards for line in _step_words(card)] or ["  No step is here, and none is owed."]
    return words


def _step_words(card: StepCard) -> list[str]:
    late = "Late: " if card.late else ""
    held = "".join(f" {mark.title}." for mark in card.marks if mark.held)
    return [f"  {late}{card.name}: {card.status_line}.{held}", f"    {card.step.id}"]


def _lane(lane: LaneView) -> Document:
    return {
        "lane": lane.lane.value,
        "title": lane.title,
        "gaps": [_gap(gap) for gap in lane.gaps],
        "steps": [_step(card) for each in lane.cards for card in with_parts(each)],
    }


def _gap(gap: GapLine) -> Document:
    return {
        "code": gap.code,
        "words": gap.words,
        "offer": gap.offer,
        "offer_title": gap.offer_title,
        "guidance": gap.guidance,
        "source": gap.provenance.source,
        "checked_on": as_day(gap.provenance.checked_on),
    }


def _step(card: StepCard) -> Document:
    told = card.provenance
    return {
        "id": str(card.step.id),
        "code": card.step.code,
        "title": card.name,
        "part_of": str(card.step.part_of_id) if card.step.part_of_id else None,
        "stage": None if card.withheld else card.stage,
        "stage_title": card.stage_title,
        "state": card.state.value,
        "words": card.status_line,
        "with": card.ball,
        "since": as_day(card.since),
        "due_on": as_day(card.due_on),
        "late": card.late,
        "marks": [mark.code for mark in card.marks if mark.held],
        "kept_apart": card.withheld,
        "worker": card.worker,
        "next": [
            {"stage": one.code, "title": one.title, "needs": [need.value for need in one.needs]} for one in card.next
        ],
        "guidance": card.guidance,
        "source": told.source if told else None,
        "checked_on": as_day(told.checked_on) if told else None,
        "history": [_history(line) for line in card.history],
    }


def _history(line: HistoryLine) -> Document:
    record = line.move or line.mark
    assert record is not None, "a line of the history is of a move or a mark"
    is_back = line.move is not None and line.move.takes_back_id is not None
    return {
        "id": str(record.id),
        "title": line.title,
        "happened_on": None if is_back else as_day(record.happened_on),
        "happened_at": as_moment(line.move.happened_at) if line.move and not is_back else None,
        "recorded_at": as_moment(record.recorded_at),
        "recorded_by": line.by,
        "told_by": "" if is_back else record.told_by,
        "proof": "" if is_back else record.proof,
        "reason": line.move.reason if line.move and not is_back else "",
        "note": record.note,
        "recorded_in_error": line.is_error,
        "takes_back": str(line.move.takes_back_id) if line.move and line.move.takes_back_id else None,
    }
