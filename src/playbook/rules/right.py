"""Rules about decision rights: one approver, a veto with reasons, an escalation that ends."""

from collections.abc import Iterator

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.parties import roster
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.common.written import lacks, sound
from playbook.kinds.computed.escalation import Climb, approvers, climb, exists
from playbook.kinds.computed.governance import default_right
from playbook.kinds.computed.naming import listing, role_title
from playbook.kinds.computed.roles import is_final
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.uses import users

_MANY_VETOES = 3
_GOVERNING = frozenset({"changes_by", "disputes", "under", "stages.right", "escalate_to"})
"""Fields by which a document is governed by a right, or hands a decision on to it."""


@rule("right/no-approver", Severity.ERROR, on=Right, since="in-force")
def no_approver(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """Nobody is named who decides."""
    if lacks(entry, "approver"):
        message = "nobody decides: `approver` is empty"
        yield Finding(entry.at("approver"), message, "name the one role that decides")


@rule("right/many-approvers", Severity.ERROR, on=Right, since="in-force")
def many_approvers(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """Several roles are named where one decides."""
    roles = approvers(entry.record)
    if len(roles) > 1:
        names = listing([role_title(view, role) for role in roles])
        message = f"{len(roles)} roles would decide: {names}"
        hint = "name one; the others may have a veto, or be consulted"
        yield Finding(entry.at("approver"), message, hint)


@rule("right/foreign-approver", Severity.ERROR, on=Right, since="in-force")
def foreign_approver(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The approver is party to none of the agreements that the right governs."""
    teams, complete = view.call(_governed_teams, entry.id)
    if not teams or not complete:
        return
    for role in approvers(entry.record):
        known = bool(role.item) and exists(view, role)  # whether a mere team is final is not said
        if known and role.id not in teams and not _may_be_final(view, role):
            title = role_title(view, role)
            message = f"{title} decides here, and is party to no agreement that this governs"
            hint = "let a role of one of the parties decide, or mark the role as `final`"
            yield Finding(entry.at("approver"), message, hint)


def _governed_teams(view: View, identifier: str) -> tuple[frozenset[str], bool]:
    """Return the parties of the open agreements that a right governs, and if all of them exist."""
    cards = list(view.sources("agreement", "changes_by", f"right:{identifier}"))
    if Address.parse(default_right(view), "right").id == identifier:
        for card in view.cards("agreement"):
            record = view.record(Agreement, card.id)
            if record and not record.changes_by:
                cards.append(card)
    parties = [party for card in cards if not is_closed(view, card) for party in card.parties]
    known = roster(view, parties)
    return frozenset(known.teams), known.complete


@rule("right/self-approval", Severity.NOTICE, on=Right)
def self_approval(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The role that carries the proposal is the one that decides on it."""
    driver = entry.record.driver
    if driver and Address.party(driver) in approvers(entry.record):
        message = f"{role_title(view, Address.party(driver))} proposes and decides"
        hint = "let another role carry the proposal, or leave `driver` out"
        yield Finding(entry.at("driver"), message, hint)


@rule("right/veto-of-self", Severity.WARNING, on=Right)
def veto_of_self(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The approver has a veto as well."""
    deciding = approvers(entry.record)
    for index, written in enumerate(entry.record.veto):
        role = Address.party(written)
        if role in deciding:
            message = f"{role_title(view, role)} decides, and holds a veto as well"
            yield Finding(entry.at("veto", index), message, "take the veto out: a no is enough")


@rule("right/bare-veto", Severity.NOTICE, on=Right, since="in-force")
def bare_veto(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """There is a veto, and no reason for which it may be used."""
    if entry.record.veto and lacks(entry, "veto_grounds"):
        message = "nothing says for which reasons the veto may be used"
        yield Finding(entry.at("veto"), message, "add `veto_grounds`")


@rule("right/veto-crowd", Severity.NOTICE, on=Right)
def veto_crowd(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """More than two roles hold a veto."""
    roles = {Address.party(written) for written in entry.record.veto}
    if len(roles) >= _MANY_VETOES:
        message = f"{len(roles)} roles may stop this decision"
        yield Finding(entry.at("veto"), message, "keep the vetoes that were ever needed")


@rule("right/dead-end", Severity.ERROR, on=Right, since="in-force")
def dead_end(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """There is no escalation, and the approver does not have the last word."""
    roles = approvers(entry.record)
    if not roles or not lacks(entry, "escalate_to") or not sound(entry, "approver"):
        return
    if all(exists(view, role) and not _may_be_final(view, role) for role in roles):
        title = role_title(view, roles[0])
        message = f"if {title} does not decide, nobody does: there is no `escalate_to`"
        hint = f"name the role it goes to next, or mark {title} as `final` on the team's page"
        yield Finding(entry.at("approver"), message, hint)


@rule("right/no-last-word", Severity.ERROR, on=Right, since="in-force")
def no_last_word(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The escalation ends at a role that does not have the last word."""
    way = view.call(climb, entry.id)
    if _comes_back(entry, way) or any(
        _may_be_final(view, r) or not exists(view, r) for r in way.ends
    ):
        return
    for last in way.ends[:1]:
        title = role_title(view, last)
        what = "a role that is not marked as final" if last.item else "which is a team, not a role"
        message = f"the escalation{_by_way_of(view, way)} ends at {title}, {what}"
        hint = "escalate to a role that has the last word, or mark the role as `final`"
        yield Finding(entry.at("escalate_to"), message, hint)


@rule("right/escalation-loop", Severity.ERROR, on=Right)
def escalation_loop(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The escalation comes back to the right it began at, or to its approver."""
    way = view.call(climb, entry.id)
    if not _comes_back(entry, way):
        return
    where = "here"
    if not way.returns:
        back = next(role for role in way.deciders if role in approvers(entry.record))
        where = f"to {role_title(view, back)}, who decides here"
    message = f"the escalation{_by_way_of(view, way)} leads back {where}"
    yield Finding(entry.at("escalate_to"), message, "name a role that stands above the approver")


def _comes_back(entry: Entry[Right], way: Climb) -> bool:
    deciding = approvers(entry.record)
    return way.returns or any(role in deciding for role in way.deciders)


def _by_way_of(view: View, way: Climb) -> str:
    names = [_quoted(view, right) for right in way.rights]
    return f", by way of {listing(names)}," if names else ""


def _quoted(view: View, right: str) -> str:
    card = view.card(f"right:{right}")
    return f"“{card.title if card else right}”"


@rule("right/no-deadline", Severity.WARNING, on=Right, since="in-force")
def no_deadline(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """Nothing says how long the answer may take, so that an escalation would never begin."""
    if lacks(entry, "answer_within"):
        message = "nothing says how long an answer may take"
        yield Finding(entry.heading, message, "add `answer_within`, such as `5 days`")


@rule("right/idle", Severity.NOTICE, on=Right, since="in-force")
def idle(entry: Entry[Right], view: View) -> Iterator[Finding]:
    """The right governs nothing, and no decision tree ends at it."""
    if not view.call(_is_in_use, entry.id):
        message = f"nothing is decided by “{entry.title}”: no agreement and no tree names it"
        hint = "name it in an agreement's `changes_by`, or let a decision tree lead to it"
        yield Finding(entry.heading, message, hint)


def _is_in_use(view: View, identifier: str) -> bool:
    card = view.card(f"right:{identifier}")
    if card is None or Address.parse(default_right(view), "right").id == identifier:
        return True
    return any(
        link.field in _GOVERNING or link.source.startswith("tree:") for link in users(view, card)
    )


def _may_be_final(view: View, role: Address) -> bool:
    """Tell whether a role has the last word, or its team's page, half read, may say so."""
    return is_final(view, role) or bool(view.ask("half-read", f"team:{role.id}"))
