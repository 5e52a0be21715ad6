"""The examples of the content model, one of each kind; together they are one playbook."""

# ruff: noqa: E501 - the examples are as an author writes them

SAMPLES: dict[str, str] = {
    "teams/finance.md": """\
---
kind: team
roles:
  director: {title: Finance director, holder: "@o.mbeki"}
  partner: {title: Finance business partner}
rhythm: monthly close          # how this team's calendar works
risk_appetite: low             # low | medium | high
horizon: fiscal year
---
# Finance

We care most about knowing a cost before it is committed, and about not being
the last to hear of it.

## Working with us

Bring a yearly figure, even a rough one. Between the 1st and the 5th we are
closing the books and answer on the 6th.
""",
    "outcomes/calm-weekends.md": """\
---
kind: outcome
parties: [support, platform, finance]
status: agreed
beneficiaries: Customers who write on a Saturday, and the people who answer them
indicators: [weekend-first-reply, weekday-interrupts]
horizon: 2026-12-31
out_of_scope: [telephone support, public holidays]
---
# Calm weekends

A customer who writes at the weekend is helped the same day, and nobody who
helps gives up more than two weekends a month to do it.

## What would make us change this

Weekend volume above 900 tickets a month for two months running.
""",
    "agreements/weekend-cover.md": """\
---
kind: agreement
parties: [support, platform, finance]
outcome: calm-weekends
status: in-force
from: 2026-03-09
review_every: 3 months
changes_by: change-weekend-cover      # the decision right that governs amendments
commitments:
  - {party: support,  does: staff two people each weekend day, every: week}
  - {party: platform, does: keep one engineer on standby, every: week}
  - {party: finance,  does: release the cover budget, due: 2026-03-31, status: done}
acceptance:
  - {metric: weekend-first-reply, target: 45, by: 2026-06-30}
  - {metric: weekday-interrupts, target: 5, by: 2026-06-30}
risks:
  - risk: Volume doubles during a launch
    shares: {support: 45, platform: 35, finance: 20}
  - risk: A standby engineer leaves
    shares: {support: 25, platform: 55, finance: 20}
signed: {support: 2026-03-02, platform: 2026-03-03, finance: 2026-03-05}
reviews:
  - {date: 2026-06-08, present: [support, platform, finance], result: amend, amendment: raise-standby-limit}
---
# Weekend cover

Support answers every weekend, Platform stands by for what Support cannot fix,
and Finance pays for both from one budget line.

## Terms

Cover runs from 08:00 to 20:00 on Saturday and Sunday. A standby engineer joins
within 30 minutes of being called.

## How we handle trouble

If we disagree we say so in the weekly update first, then follow
[who decides on a rota change](../trees/rota-change.md).
""",
    "tradeoffs/slower-first-reply.md": """\
---
kind: tradeoff
agreement: weekend-cover
gives:
  - {party: support,  what: first reply target, from: 15, to: 45, unit: min, until: 2026-12-31}
  - {party: platform, what: standby, from: 0, to: 8, unit: hours/weekend, until: 2026-12-31}
  - {party: finance,  what: cover budget, from: 0, to: 36000, unit: GBP/year, until: 2026-12-31}
gains:
  - {party: support,  what: free weekends, from: 1, to: 2, unit: per month}
  - {party: platform, what: weekday interrupts, from: 12, to: 5, unit: per week}
  - {party: finance,  what: agency spend, from: 61000, to: 0, unit: GBP/year}
assumes: [weekend-volume]
---
# A slower first reply for weekends off

We answer quickly even over answering instantly: 45 minutes on a Saturday is
enough for the customers we asked, and it lets two people do what needed four.

## Why this and not the alternatives

An agency kept the 15 minutes but cost more and could not fix anything.
""",
    "metrics/weekend-first-reply.md": """\
---
kind: metric
unit: min
better: lower                  # lower | higher | within
baseline: {value: 62, date: 2026-02-01}
target: {value: 45, by: 2026-06-30}
collected_by: support
source: Median over all weekend tickets, from the ticket system's export
every: 1 month
readings:
  - {date: 2026-04-01, value: 51}
  - {date: 2026-05-01, value: 44}
  - {date: 2026-06-01, value: 43, note: launch weekend left in}
---
# Weekend first reply

Minutes from a customer's message to a person's answer; automatic replies do
not count. See [first reply](../terms/first-reply.md).
""",
    "rights/change-weekend-cover.md": """\
---
kind: right
decision: Change the weekend cover agreement
driver: support.lead
approver: finance.director
veto: [platform.lead]
veto_grounds: standby would exceed the limit in people's contracts
consulted: [platform]
informed: [support, platform, finance]
answer_within: 5 days
if_silent: escalate            # approve | escalate | refuse
escalate_to: leadership.coo
---
# Changing weekend cover

Anyone in the three teams may propose a change; Support's lead carries it.

## How to ask

Open a pull request that edits the agreement and adds an amendment.
""",
    "trees/rota-change.md": """\
---
kind: tree
parties: [support, platform, finance]
stages:
  prepare: {driver: support.lead, consulted: [platform]}
  price: {driver: finance.partner}
  decide: {approver: finance.director, veto: [platform.lead]}
scenarios:
  - {given: ["No", "No"], expect: support-decides-alone}
  - {given: ["Not sure", "I have the figure", "Yes"], expect: finance-approves-platform-may-veto}
---
# Who decides on a rota change?

Start here when somebody wants to change who is on call, when, or for how much.

## Prepare

### Does the change alter paid hours?

Paid hours are the hours payroll sees, standby included.

- Yes → [Is the yearly cost above £5,000?](#is-the-yearly-cost-above-5000)
- No → [Does anyone lose an agreed free weekend?](#does-anyone-lose-an-agreed-free-weekend)
- Not sure → [Ask Finance for the figure](#ask-finance-for-the-figure) — they answer within two working days

### Does anyone lose an agreed free weekend?

- Yes → [Finance approves, Platform may veto](#finance-approves-platform-may-veto)
- No → [Support decides alone](#support-decides-alone)

## Price

### Ask Finance for the figure

Send the draft rota; the business partner sends back a yearly cost.

- I have the figure → [Is the yearly cost above £5,000?](#is-the-yearly-cost-above-5000)

### Is the yearly cost above £5,000?

- Yes → [Finance approves, Platform may veto](#finance-approves-platform-may-veto)
- No → [Support decides alone](#support-decides-alone)

## Decide

### Support decides alone

Tell the others in the [Tuesday update](../norms/tuesday-update.md).

### Finance approves, Platform may veto

Use the right [Changing weekend cover](../rights/change-weekend-cover.md).
""",
    "terms/first-reply.md": """\
---
kind: term
aliases: [FRT, first response]
avoid: [reaction time]
senses:
  support: the first answer written by a person
  finance: the first contact the contract counts, automatic replies included
agreed: support                # which sense holds in agreements
---
# First reply

The first answer a person writes to a customer after the customer's message.
""",
    "norms/tuesday-update.md": """\
---
kind: norm
parties: [support, platform, finance]
cadence: {what: one-page update, every: week, day: Tuesday}
adopted: 2026-03-09
revised: 2026-06-16
because: [cover-round-one#late-surprises]
---
# Tuesday update

Each team posts three lines on Tuesday before noon: what changed, what worries
us, what we need from whom.
""",
    "pilots/four-week-rota.md": """\
---
kind: pilot
parties: [support, platform]
status: concluded
tests: [weekend-volume]
start: 2026-01-17
end: 2026-02-15
success:
  - {metric: weekend-first-reply, target: 50}
guardrails:
  - {metric: weekday-interrupts, limit: 14}
decides:
  met: adopt the rota for all weekends
  missed: keep the agency until July and try two smaller shifts
  unclear: run four more weekends, once
result: {outcome: met, date: 2026-02-18, value: 48, led_to: [agreement:weekend-cover]}
---
# Four-week rota pilot

If two people from Support cover each weekend day with an engineer on standby,
the median first reply stays under 50 minutes, because most weekend questions
are ones Support can answer alone.

## What we learnt

Three of four weekends were quiet; the fourth was a launch.
""",
    "matrices/cover-options.md": """\
---
kind: matrix
parties: [support, platform, finance]
scale: 1-5
weights:                       # each party proposes, the mean is used
  support:  {impact: 50, feasibility: 20, strategic-fit: 30}
  platform: {impact: 30, feasibility: 50, strategic-fit: 20}
  finance:  {impact: 30, feasibility: 40, strategic-fit: 30}
chosen: rota-with-standby
decides: weekend-cover
---
# Which weekend cover?

## Scores

| Option            | Impact | Feasibility | Strategic fit |
| ----------------- | -----: | ----------: | ------------: |
| Agency            |      4 |           5 |             1 |
| Follow the sun    |      5 |           1 |             4 |
| Rota with standby |      4 |           4 |             5 |

## Why these scores

*Rota with standby* is a hybrid of the rota Support wanted and the on-call
Platform already ran.
""",
    "plans/cover-negotiation.md": """\
---
kind: plan
parties: [support, platform, finance]
outcome: calm-weekends
status: concluded
stages:
  - {id: frame,  by: 2026-01-12, exit: outcome statement signed, fallback: ask the COO for the goal}
  - {id: try,    by: 2026-02-20, exit: pilot has a result, fallback: run four more weekends}
  - {id: settle, by: 2026-03-06, exit: agreement signed, fallback: extend the agency to July, right: change-weekend-cover}
no_deal:                       # each side's BATNA, stated openly
  support: keep the agency until its contract ends
  platform: stay out of weekends
  finance: cap the agency at last year's spend
positions:
  - {issue: first reply target, party: support, unit: min, prefer: 30, fallback: [40, 45], walk_away: 60, concede_by: support.lead}
  - {issue: standby, party: platform, unit: hours/weekend, prefer: 4, fallback: [6, 8], walk_away: 12, concede_by: platform.lead}
---
# Negotiating weekend cover

## What each side needs

Support needs free weekends, Platform needs quiet weekdays, Finance needs a
figure it can plan with. None of these excludes another.
""",
    "incentives/shared-savings.md": """\
---
kind: incentive
parties: [support, platform, finance]
agreement: weekend-cover
pays_when:
  - {metric: weekend-first-reply, target: 45, by: 2026-12-31}
  - {metric: weekday-interrupts, target: 5, by: 2026-12-31}
pool: {amount: 12000, unit: GBP/year, from: agency spend saved}
gain: {support: 40, platform: 40, finance: 20}
pain: {support: 35, platform: 35, finance: 30}
cap: {amount: 15000, unit: GBP/year}
review_every: 6 months
reviewed: 2026-06-08
---
# Shared savings

Half of what we no longer pay the agency goes into training that all three
teams may book; if we miss both targets, all three give up a share of next
year's budget growth.
""",
    "amendments/raise-standby-limit.md": """\
---
kind: amendment
amends: agreement:weekend-cover
status: approved
proposed_by: platform
under: change-weekend-cover
approved_by: finance.director
approved: 2026-06-12
effective: 2026-07-01
from: [cover-round-one#late-surprises]
changes:
  - {what: standby joins within, was: 20 min, now: 30 min}
---
# Standby joins within 30 minutes

Twenty minutes could not be kept from a train; thirty could, and no ticket in
the pilot would have been worse for it.
""",
    "debriefs/cover-round-one.md": """\
---
kind: debrief
about: [plan:cover-negotiation, agreement:weekend-cover]
held: 2026-06-10
status: reviewed
facilitator: leadership
input: {support: 3 people, platform: 2 people, finance: written}
lessons:
  late-surprises:
    lesson: Finance heard of the launch weekend after it was staffed
    improvements:
      - {do: weekly one-page update, type: norm, owner: support, due: 2026-06-30, status: done, evidence: norm:tuesday-update}
      - {do: relax the standby time, type: process, owner: platform, due: 2026-07-01, status: done, evidence: amendment:raise-standby-limit}
  pilot-worked:
    keep: true
    lesson: Trying four weekends settled an argument that three meetings had not
---
# Weekend cover, round one

## What we expected

A signed agreement by the end of February.

## What happened

We signed on 5 March, after one extra week on the budget.

## Why

The budget question came up only in the last stage.

## What we will do differently

Ask for the figure in the first stage.
""",
    "assumptions/weekend-volume.md": """\
---
kind: assumption
status: holding                # open | holding | broken | retired
owner: support
check_every: 1 month
checked: 2026-06-01
if_broken: reopen the staffing commitment and the first reply target
---
# Weekend volume stays below 900 tickets a month

It was 610 in the pilot month and has never passed 760.
""",
    "pages/how-we-listen.md": """\
# How we listen

Before you answer a proposal, say back what you heard and ask whether it is
right. Whoever has not spoken gets the next turn.
""",
}
"""Path below the content folder → text."""
