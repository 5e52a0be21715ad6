"""What readers of this repository's own playbook look for, and the pages that answer it.

Judged by reading `content/`, before the ranking was tuned. A query is answered when one of its
pages is among the first three results.
"""

JUDGED: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (query, frozenset(urls.split()))
    for query, urls in (
        # titles, ids, aliases and words that should not be used
        ("weekend cover", "agreements/weekend-cover.html"),
        ("standby", "terms/standby.html"),
        ("rollback", "terms/rollback.html"),
        ("release note", "norms/release-note.html"),
        ("spend-medium", "rights/spend-medium.html"),
        ("FRT", "terms/first-reply.html"),
        ("batna", "terms/no-deal-alternative.html"),
        ("coo", "terms/chief-operating-officer.html"),
        ("masked copy", "terms/masked-export.html"),
        ("reaction time", "terms/first-reply.html"),
        # who decides
        ("who approves small tools", "rights/spend-small.html"),
        ("buy a tool", "trees/may-we-buy-this.html"),
        ("rota change", "trees/rota-change.html"),
        ("export patient names", "rights/approve-data-export.html metrics/unmasked-exports.html"),
        ("change a release agreement", "rights/change-product-agreements.html"),
        # what happened, and what was tried
        ("reminders april", "debriefs/april-release.html"),
        ("coffee machine", "incentives/moving-day-bonus.html"),
        ("telephone line", "agreements/weekend-phone.html plans/phone-negotiation.html"),
        ("public holidays", "amendments/holiday-cover.html"),
        ("standby 30 minutes", "amendments/raise-standby-limit.html agreements/weekend-cover.html"),
        ("scripts for the agency", "assumptions/scripted-answers.html"),
        ("friday releases", "tradeoffs/friday-releases.html pilots/alternate-fridays.html"),
        # how things are done
        ("tuesday update", "norms/tuesday-update.html"),
        ("how to propose a change", "pages/how-to-propose-a-change.html"),
        ("median minutes weekend", "metrics/weekend-first-reply.html"),
        ("front desk practice visits", "agreements/customer-visits.html"),
        ("doubles during a launch", "agreements/weekend-cover.html"),
        # typing
        ("hotfx", "terms/hotfix.html"),
        ("wekend cover", "agreements/weekend-cover.html"),
        ("negotiating data exp", "plans/export-negotiation.html"),
    )
)
