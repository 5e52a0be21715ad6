"""Rules about agreements: who promises what, signed, seen to be kept, and open to change."""

from collections.abc import Iterator

from playbook.kinds.agreement import Acceptance, Agreement
from playbook.kinds.common.parties import roster
from playbook.kinds.common.written import lacks, quoted, sound
from playbook.kinds.computed.governance import right_for_changes
from playbook.kinds.computed.naming import listing, title_of, titles
from playbook.kinds.outcome import Outcome
from playbook.kinds.right import Right
from playbook.model.address import Address, team_of
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.parties import has, is_outsider

_SIDES = 2


@rule("agreement/lone-party", Severity.ERROR, on=Agreement, lacks=True)
def lone_party(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """An agreement has fewer than two parties."""
    teams = {team_of(party) for party in entry.record.parties}
    missed = any(" " in team for team in teams)  # a comma: that is told as a team nobody knows
    if len(teams) < _SIDES and not missed and sound(entry, "parties"):
        yield Finding(
            entry.at("parties"),
            f"an agreement needs two parties, here {'is only one' if teams else 'are none'}",
            "name every team that promises something or is promised something",
        )


@rule("agreement/no-outcome", Severity.ERROR, on=Agreement, since="in-force")
def no_outcome(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """The agreement serves no shared outcome."""
    if lacks(entry, "outcome"):
        yield Finding(
            entry.at("outcome"),
            "the agreement serves no shared outcome",
            "name in `outcome` what the parties want to reach together by it",
        )


@rule("agreement/stranger", Severity.WARNING, on=Agreement, since="proposed")
def stranger(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party of the agreement is not a party of the outcome that it serves."""
    address = Address.parse(entry.record.outcome or "", "outcome")
    outcome = view.record(Outcome, address.id)
    if outcome is None:
        return
    sharing = roster(view, outcome.parties)
    card = view.card(address)
    for index, party in enumerate(entry.record.parties):
        if is_outsider(view, party, sharing):
            yield Finding(
                entry.at("parties", index),
                f"{title_of(view, team_of(party))} is not a party of the outcome "
                f"“{card.title if card else address.id}”",
                "add the team to the outcome's `parties`, or ask what it is here for",
            )


@rule("agreement/unsigned", Severity.ERROR, on=Agreement, since="in-force")
def unsigned(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party has not signed, or somebody signed who is not a party."""
    record = entry.record
    members, signers = roster(view, record.parties), roster(view, record.signed)
    missing = [team for team in members.teams if team not in signers.teams]
    if missing and signers.complete and sound(entry, "signed"):
        yield Finding(
            entry.at("signed", key=True),
            f"{titles(view, missing)} {has(missing)} not signed",
            f"add `{missing[0]}: DATE` to `signed` when the team has agreed",
        )
    for party in record.signed:
        if is_outsider(view, party, members):
            yield Finding(
                entry.at("signed", party, key=True),
                f"{title_of(view, team_of(party))} signed and is not a party",
                "add the team to `parties`, or take the signature out",
            )


@rule("agreement/no-acceptance", Severity.ERROR, on=Agreement, since="in-force")
def no_acceptance(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """The agreement has no criterion of success."""
    if lacks(entry, "acceptance"):
        yield Finding(
            entry.at("acceptance"),
            "nothing says how the parties will see whether the agreement works",
            "add at least one criterion to `acceptance`: a metric, a target and a date",
        )


@rule("agreement/soft-criterion", Severity.WARNING, on=Agreement, since="proposed")
def soft_criterion(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A criterion lacks metric, target or date, or does not say that it binds only some parties."""
    for index, criterion in enumerate(entry.record.acceptance):
        if not sound(entry, "acceptance", index):
            continue
        written = {"metric": criterion.metric, "target": criterion.target, "by": criterion.by}
        missing = [f"no `{name}`" for name, value in written.items() if value is None]
        if missing:
            yield Finding(
                entry.at("acceptance", index),
                f"the criterion has {listing(missing)}",
                "say what is measured, which value is reached, and by when",
            )
        bound = _teams_bound_alone(entry, criterion, view)
        if bound:
            yield Finding(
                entry.at("acceptance", index),
                f"only {titles(view, bound)} {'commits' if len(bound) == 1 else 'commit'} to what "
                "this criterion measures, and it does not say whom it binds",
                "add `applies_to: all`, or name the parties that answer for it",
            )


def _teams_bound_alone(entry: Entry[Agreement], criterion: Acceptance, view: View) -> list[str]:
    """Return the parties whose commitments alone name the criterion's metric, if some do not."""
    if criterion.applies_to or not criterion.metric:
        return []
    metric = Address.parse(criterion.metric, "metric")
    bound = {
        team_of(commitment.party)
        for commitment in entry.record.commitments
        if commitment.metric and Address.parse(commitment.metric, "metric") == metric
    }
    teams = roster(view, entry.record.parties).teams
    alone = [team for team in teams if team in bound]
    return alone if len(alone) < len(teams) else []


@rule("agreement/free-rider", Severity.WARNING, on=Agreement, since="proposed")
def free_rider(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A party commits to nothing."""
    record = entry.record
    if not sound(entry, "commitments"):
        return
    kept = [commitment for commitment in record.commitments if commitment.status != "dropped"]
    if not kept:
        yield Finding(
            entry.at("commitments"),
            "no party commits to anything",
            "list in `commitments` what each party does for the others",
        )
        return
    committed = roster(view, (commitment.party for commitment in kept))
    for team, index in roster(view, record.parties).teams.items():
        if committed.complete and team not in committed.teams:
            yield Finding(
                entry.at("parties", index),
                f"{title_of(view, team)} commits to nothing",
                "add what the team does for the others to `commitments`",
            )


@rule("agreement/commitment-late", Severity.WARNING, on=Agreement, since="in-force", clock=True)
def commitment_late(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """The day on which a commitment was due has passed, and it is not done."""
    today = view.as_of
    for index, commitment in enumerate(entry.record.commitments):
        due, status = commitment.due, commitment.status
        late = today and due and due < today and status not in {"done", "dropped"}
        if late and sound(entry, "commitments", index):
            yield Finding(
                entry.at("commitments", index, "due"),
                f"{quoted(commitment.does)} was due on {due} and is “{status}”; "
                f"{title_of(view, team_of(commitment.party))} committed to it",
                "set its status to `done` or `dropped`, or agree on a new day",
            )


@rule("agreement/outsider", Severity.ERROR, on=Agreement)
def outsider(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A commitment, a share of a risk, a review or a criterion names a team that is not a party."""
    members = roster(view, entry.record.parties)
    if not sound(entry, "parties"):
        return
    for party, role, place in _parties_named(entry):
        if is_outsider(view, party, members):
            yield Finding(
                place,
                f"{title_of(view, team_of(party))} {role} and is not a party",
                f"add “{team_of(party)}” to `parties`, or name one of the parties here",
            )


def _parties_named(entry: Entry[Agreement]) -> Iterator[tuple[str, str, Span]]:
    """Yield each party that the agreement names below `parties`, what it does, and where."""
    record = entry.record
    for index, commitment in enumerate(record.commitments):
        yield commitment.party, "commits to something", entry.at("commitments", index, "party")
    for index, criterion in enumerate(record.acceptance):
        if isinstance(criterion.applies_to, tuple):
            for number, party in enumerate(criterion.applies_to):
                place = entry.at("acceptance", index, "applies_to", number)
                yield party, "is bound by a criterion", place
    for index, risk in enumerate(record.risks):
        for party in risk.shares:
            yield party, "bears a risk", entry.at("risks", index, "shares", party, key=True)
    for index, review in enumerate(record.reviews):
        for number, party in enumerate(review.present):
            yield party, "took part in a review", entry.at("reviews", index, "present", number)


@rule("agreement/no-amendment-route", Severity.ERROR, on=Agreement, since="in-force")
def no_amendment_route(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """Nothing says who decides on changes of the agreement."""
    if lacks(entry, "changes_by") and not right_for_changes(view, entry.record):
        yield Finding(
            entry.at("changes_by"),
            "nothing says who decides on changes of this agreement",
            "name a decision right in `changes_by`, or one for all agreements in site.yml",
        )


@rule("agreement/no-dispute-route", Severity.WARNING, on=Agreement, since="in-force")
def no_dispute_route(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A dispute about the agreement leads nowhere."""
    if not lacks(entry, "disputes"):
        return
    message = "nothing says where a dispute about this agreement goes"
    right_id = right_for_changes(view, entry.record)
    if right_id:
        right, card = view.record(Right, right_id), view.card(f"right:{right_id}")
        if right is None or card is None or right.escalation:
            return
        message = f"{message}, and the right “{card.title}” is not escalated to anybody"
    yield Finding(
        entry.at("disputes"),
        message,
        "name a decision right or a tree in `disputes`, or say in the right where it is escalated",
    )


@rule("agreement/never-reviewed", Severity.NOTICE, on=Agreement, since="in-force")
def never_reviewed(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """No rhythm is set in which the parties look at the agreement again."""
    if lacks(entry, "review_every"):
        yield Finding(
            entry.at("review_every"),
            "nothing says when the parties look at this agreement again",
            "add `review_every`, such as `review_every: 3 months`",
        )


@rule("agreement/no-tradeoff", Severity.NOTICE, on=Agreement, since="in-force")
def no_tradeoff(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """No trade-off records what was given and gained."""
    if not view.sources("tradeoff", "agreement", entry.address):
        yield Finding(
            entry.heading,
            "nothing is recorded as given or gained for this agreement",
            "add a trade-off that names it: who gives what, for what, and why",
        )


@rule("review/absent", Severity.WARNING, on=Agreement, since="draft")
def absent(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A review was held without one of the parties."""
    members = roster(view, entry.record.parties)
    for index, review in enumerate(entry.record.reviews):
        present = roster(view, review.present)
        missing = [team for team in members.teams if team not in present.teams]
        if not missing or not present.complete or not sound(entry, "reviews", index):
            continue
        if review.present:
            message = f"the review of {review.date} was held without {titles(view, missing)}"
        else:
            message = f"the review of {review.date} does not say who was present"
        yield Finding(
            entry.at("reviews", index, "present"),
            message,
            "name in `present` everybody who took part; a party that did not should be asked now",
        )


@rule("review/dangling", Severity.ERROR, on=Agreement)
def dangling(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A review decided on an amendment and names none."""
    for index, review in enumerate(entry.record.reviews):
        if review.result == "amend" and not review.amendment and sound(entry, "reviews", index):
            yield Finding(
                entry.at("reviews", index, "result"),
                f"the review of {review.date} decided on an amendment and names none",
                "write the amendment, and name it here in `amendment`",
            )
