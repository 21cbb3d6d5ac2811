"""`referral ...`: the referrals and where they stand."""

from uuid import UUID

import click

from advocate_desk.cli.case_document import as_day, as_moment
from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.cli.output import Document
from advocate_desk.domain.chasing import NextAsk
from advocate_desk.domain.referral import label
from advocate_desk.services.list_referrals import ListedReferral, ListReferrals
from advocate_desk.services.make_referral import ReferralView


@click.group()
def referral() -> None:
    """Look at referrals."""


@referral.command("list")
@common_options
@click.argument("reference", metavar="[REF]", required=False)
@pass_options
def list_referrals(options: Options, reference: str | None) -> None:
    """List the referrals, of the case REF or of all, the newest first."""
    with signed_in(options) as session:
        case_id: UUID | None = options.doors.show_case(session).by_reference(reference) if reference else None
        found = ListReferrals(session).all(case_id)
    options.out.answer(
        {"total": len(found), "referrals": [_line_document(each) for each in found]},
        [*(_line_words(each) for each in found), f"{len(found)} in all."],
    )


@referral.command()
@common_options
@click.argument("referral_id", metavar="ID")
@pass_options
def show(options: Options, referral_id: str) -> None:
    """Show one referral, named as 'referral list' shows it ("AD-7KQ2-9MF R1"), by the reference its letter asks to
    quote, or by its id."""
    with signed_in(options) as session:
        view = options.doors.make_referral(session).view(ListReferrals(session).find(referral_id))
    options.out.answer(_view_document(view), _view_words(view))


def _line_document(each: ListedReferral) -> Document:
    return {
        "id": str(each.referral_id),
        "reference": each.reference,
        "case": each.case_reference,
        "name": each.client_name,
        "purpose": each.purpose,
        "agency": each.agency,
        "review": each.review.value,
        "progress": each.progress.value,
        "state": each.state_label,
        "created_at": each.created_at.isoformat(),
    }


def _line_words(each: ListedReferral) -> str:
    return f"{each.reference}  {each.client_name}  {each.purpose}  {each.agency}  {each.state_label}"


def _view_document(view: ReferralView) -> Document:
    referral_ = view.referral
    return {
        "id": str(referral_.id),
        "reference": view.reference,
        "name": view.client_name,
        "purpose": referral_.purpose,
        "ask": referral_.ask,
        "why": referral_.why,
        "agency": view.agency.name if view.agency else None,
        "author": view.author_name,
        "reply_by": as_moment(referral_.reply_by),
        "shares": [share.value for share in referral_.shares],
        "lawful_basis": referral_.lawful_basis.value if referral_.lawful_basis else None,
        "lawful_basis_reason": referral_.lawful_basis_reason,
        "review": view.review.value,
        "progress": view.progress.value,
        "next_progress": [state.value for state in view.next_progress],
        "returned_because": view.returned_because,
        "why_not_review": list(view.why_not_review),
        "reply_reference": referral_.reply_reference or None,
        "need": view.need.title if view.need else None,
        "follows": view.follows or None,
        "followed_by": list(view.followed_by),
        "next_ask": _next_ask(view.next_ask),
        "chases": [
            {"on": as_day(one.on), "how": one.how, "spoke_with": one.told_by, "note": one.note} for one in view.chases
        ],
        "moves": [
            {
                "machine": move.machine.value,
                "from": move.from_state,
                "to": move.to_state,
                "happened_at": move.happened_at.isoformat(),
                "recorded_at": move.recorded_at.isoformat(),
                "reason": move.reason,
                "note": move.note,
            }
            for move in view.moves
        ],
    }


def _next_ask(ask: NextAsk | None) -> Document | None:
    return {"on": as_day(ask.due.on), "asked": ask.asked, "decides": ask.decides} if ask else None


def _view_words(view: ReferralView) -> list[str]:
    agency = view.agency.name if view.agency else "no agency yet"
    lines = [
        f"{view.reference}  {view.client_name}",
        f"{view.referral.purpose} to {agency}, by {view.author_name}",
        f"Review: {label(view.review)}. Progress: {label(view.progress)}.",
    ]
    lines += [f"  {move.happened_at:%Y-%m-%d}  {move.machine.value}: {move.to_state}" for move in view.moves]
    lines += [f"  {chase.on:%Y-%m-%d}  asked again {chase.how}" for chase in view.chases]
    if view.next_ask is not None and view.next_ask.due.on is not None:
        what = "Decide what is recorded from" if view.next_ask.decides else "Ask again after"
        lines.append(f"{what} {view.next_ask.due.on:%Y-%m-%d}.")
    return [*lines, *(f"Before review: {reason}" for reason in view.why_not_review)]
