"""Orders, appointments, suspects and charges of a case, as a document and as words. No address or number is in it."""

from datetime import date

from advocate_desk.cli.case_document import as_day, as_moment
from advocate_desk.cli.output import Document
from advocate_desk.domain.appointment_rules import when_words
from advocate_desk.services.court_file import CourtFile
from advocate_desk.services.court_lines import ChargeLine
from advocate_desk.services.keep_appointments import AppointmentLine
from advocate_desk.services.order_lines import EventLine, OrderLine


def court_document(reference: str, file: CourtFile) -> Document:
    """Return what ``case court --json`` prints."""
    return {
        "reference": reference,
        "orders": [_order(line) for line in file.orders.orders],
        "appointments": [_appointment(line) for line in file.every_appointment],
        "suspects": [{**_line(one.line), "charges": [_line(charge) for charge in one.charges]} for one in file.lines],
    }


def court_words(file: CourtFile, today: date) -> list[str]:
    """Return the same as lines to read: first what is missing, then what is ahead."""
    words = []
    for order in file.orders.orders:
        words.append(f"{order.title}: {order.stand.words}.")
        words += [f"  {told}" for told in order.stand.to_do]
        words += [f"  {event.words}" for event in order.events]
    for one in file.every_appointment:
        said = f" ({one.standing.value.replace('_', ' ')})"
        words.append(f"{one.title}, {when_words(one.appointment, today)}{said}")
        words += [f"  {told}" for told in one.to_ask]
    for suspect in file.lines:
        words.append(f"{suspect.line.title}: {suspect.line.words}")
        words += [f"  {charge.title}: {charge.words}" for charge in suspect.charges]
    return words or ["No order, no appointment and nobody followed in court is written down."]


def _order(line: OrderLine) -> Document:
    order = line.order
    return {
        "id": str(order.id),
        "kind": order.kind,
        "title": line.title,
        "undertaking": order.is_undertaking,
        "standing": line.stand.standing.value,
        "words": line.stand.words,
        "to_do": list(line.stand.to_do),
        "against": line.against,
        "came_of": line.step,
        "court": order.court,
        "case_number": order.case_number,
        "made_on": as_day(order.made_on),
        "served_on": as_day(order.served_on),
        "begins_on": as_day(order.begins_on),
        "ends_on": as_day(line.stand.end.on),
        "until_further_order": line.stand.end.until_further_order,
        "terms": list(order.terms),
        "power_of_arrest": order.power_of_arrest.value,
        "with_police": order.with_police.value,
        "with_police_on": as_day(order.with_police_on),
        "protected": len(order.protected_points),
        "breaking_it": line.breach,
        "note": order.note,
        "settled_on": as_day(order.ended_on),
        "settled_because": order.ended_because,
        "events": [_event(one) for one in line.events],
    }


def _event(line: EventLine) -> Document:
    event = line.event
    return {
        "id": str(event.id),
        "kind": event.kind.value,
        "happened_on": as_day(event.happened_on),
        "recorded_at": as_moment(event.recorded_at),
        "recorded_by": line.recorded_by,
        "what": None if line.distressing else event.what,
        "distressing": line.distressing,
        "told_by": event.told_by,
        "proof": event.proof,
        "new_end": as_day(event.new_end),
        "police_told": event.police_told.value,
        "police_reference": event.police_reference,
        "incident": str(event.incident_id) if event.incident_id else None,
    }


def _appointment(line: AppointmentLine) -> Document:
    one = line.appointment
    return {
        "id": str(one.id),
        "kind": one.kind.value,
        "title": line.title,
        "standing": line.standing.value,
        "on": as_day(one.on),
        "starts_at": as_moment(one.starts_at),
        "minutes": one.minutes,
        "place": one.place,
        "about": line.about,
        "goes_along": line.goes,
        "told_by": one.told_by,
        "wishes": [
            {"measure": wish.code, "wish": wish.wish.value, "court": wish.granted.value if wish.granted else None}
            for wish in line.wishes
        ],
        "to_ask": list(line.to_ask),
        "outcome": one.outcome,
        "moved_from": [as_day(day) for day in line.moved_from],
        "moved_to": as_day(line.moved_to),
    }


def _line(line: ChargeLine) -> Document:
    return {
        "id": str(line.step_id),
        "title": line.title,
        "stage": line.stage,
        "words": line.words,
        "marks": list(line.marks),
        "late": line.late,
    }
