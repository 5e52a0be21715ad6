"""A day or number that is written in another way is shown as it is to be written."""

import pytest

from playbook.engine.workspace.workspace import Options, Workspace


def said(path: str, text: str) -> list[tuple[str, str]]:
    """What is found in the only document of a playbook, and how to mend it."""
    workspace = Workspace(Options())
    workspace.sync({path: text.encode()})
    found = [d for d in workspace.diagnostics() if d.code.startswith("text/")]
    return [(diagnostic.message, diagnostic.hint) for diagnostic in found]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("26.11.2026", "write 2026-11-26"),
        ("6. 3. 2026", "write 2026-03-06"),
        ("2026-3-6", "write 2026-03-06"),
        ("2026/03/06", "write 2026-03-06"),
        ("11/26/2026", "write 2026-11-26"),
        ("26/11/2026", "write 2026-11-26"),
        ("4/4/2026", "write 2026-04-04"),
        ("3/4/2026", "write 2026-03-04 or 2026-04-03"),
        ("1 June 2026", "write 2026-06-01"),
        ("1st of June 2026", "write 2026-06-01"),
        ("June 1st, 2026", "write 2026-06-01"),
        ("1. Juni 2026", "write 2026-06-01"),
        ("2026-06-01 10:30", "write 2026-06-01"),
        ("June 2026", "write one day of it, such as 2026-06-30"),
        ("2026-02", "write one day of it, such as 2026-02-28"),
        ("Q2 2026", "write one day of it, such as 2026-06-30"),
        ("2026-14", ""),
        ("31.02.2026", "write 2026-02-28: that month has 28 days"),
        ("31 February 2026", "write 2026-02-28: that month has 28 days"),
        ("Wednesday 10 June 2026", "write 2026-06-10"),
        ("by the 5th of May 2026", "write 2026-05-05"),
        ("31.12.26", "write 2026-12-31"),
        ("10/06/26", "write 2026-06-10 or 2026-10-06"),
        ("20261231", "write 2026-12-31"),
        ("mid-February 2026", "write one day of it, such as 2026-02-15"),
        ("end of June", "write it with its year, such as 2026-06-30"),
        ("30 June", "write it with its year, such as 2026-06-30"),
        ("Q3", "write it with its year, such as 2026-09-30"),
        ("H2 2026", "write one day of it, such as 2026-12-31"),
        ("end of 2026", "write one day of it, such as 2026-12-31"),
        ("week 40 2026", "write one day of it, such as 2026-10-02"),
        ("2026-03-09 to 2026-12-31", "write one day, such as 2026-03-09, and no period"),
        ("2026-12-31 (or so)", "write 2026-12-31 alone; a remark may stand behind “ # ”"),
        ("summer 2026", "write one day of it, such as 2026-08-31"),
        ("early summer 2026", "write one day of it, such as 2026-06-01"),
        ("winter 2026", "write one day of it, such as 2026-12-31"),
        ("2026 autumn", "write one day of it, such as 2026-11-30"),
        ("spring", "write it with its year, such as 2026-05-31"),
        ("FY26", "write the day on which that year ends, such as 2026-12-31"),
        ("FY 2026/27", "write the day on which that year ends, such as 2026-12-31"),
        ("Q3 FY26", "write the day on which that quarter ends, such as 2026-09-30"),
        ("yes", "write the day on which it was, such as 2026-03-09"),
        ("signed", "write the day on which it was, such as 2026-03-09"),
        ("not yet", "leave the field out until the day is known"),
        ("week 60 2026", ""),
        ("1 Smarch 2026", ""),
        ("next Monday", "write the day itself, such as 2026-03-09"),
        ("immediately", "write the day itself, such as 2026-03-09"),
        ("when it is ready", ""),
        ("gestern", "write the day itself, such as 2026-03-09"),
        ("nächste Woche", "write the day itself, such as 2026-03-09"),
        ("ja", "write the day on which it was, such as 2026-03-09"),
        ("noch offen", "leave the field out until the day is known"),
        ("bis zum 30.06.2026", "write 2026-06-30"),
        ("Montag, 5. Mai 2026", "write 2026-05-05"),
        ("Mitte März 2026", "write one day of it, such as 2026-03-15"),
        ("Ende Juni", "write it with its year, such as 2026-06-30"),
        ("im Sommer 2026", "write one day of it, such as 2026-08-31"),
    ],
)
def test_a_day_in_other_words_is_suggested(written: str, hint: str) -> None:
    text = f"---\nreviewed: {written}\n---\n# Visitors\n"
    message = "`reviewed` expects a date such as 2026-03-09"
    assert said("content/visitors.md", text) == [(message, hint)]


def test_of_a_day_that_its_month_has_not_the_last_one_is_suggested() -> None:
    text = "---\nreviewed: 2026-06-31\n---\n# Visitors\n"
    assert said("content/visitors.md", text) == [
        (
            "`reviewed` expects a date that exists, such as 2026-03-09",
            "write 2026-06-30: that month has 30 days",
        )
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("50%", "write 50"),
        ("-2.5 %", "write -2.5"),
        ("12,000", "write 12000"),
        ("1 250 000", "write 1250000"),
        ("2,5", "write 2.5"),
        ("mind. 10", "write 10"),
        ("höchstens 3 Tage", "write 3"),
        ("1.000.000", "write 1000000"),
        ("1.234,50", "write 1234.50"),
        ("ninety", "write 90"),
        ("forty-five", "write 45"),
        ("45 min", "write 45"),
        ("~45", "write 45"),
        ("£36,000", "write 36000"),
        ("36k", "write 36000"),
        ("10k GBP", "write 10000"),
        ("5k/month", "write 5000"),
        ("€1.5 million", "write 1500000"),
        ("fifteen thousand", "write 15000"),
        ("EUR 10 000", "write 10000"),
        ("40-45", "write 40 or 45"),
        ("between 40 and 45", "write 40 or 45"),
        ("5 m", "write 5"),
        ("high", ""),
        ("at most 5 per week", "write 5"),
        ("1,2,3", ""),
        ("1e308", ""),
        ("quick", ""),
    ],
)
def test_a_number_is_suggested_without_what_people_add_to_it(written: str, hint: str) -> None:
    target = f'target: {{value: "{written}", by: 2026-12-31}}'
    text = f"---\nunit: calls\nbetter: lower\n{target}\n---\n# Calls\n"
    message = "`target.value` expects a number such as 45 or 2.5"
    assert said("content/metrics/calls.md", text) == [(message, hint)]


@pytest.mark.parametrize(
    ("field", "written", "hint"),
    [
        ("target: {value: %s, by: 2026-12-31}", "12.000", "write 12000 or 12"),
        ("baseline: {value: %s, date: 2026-12-31}", "-1.500", "write -1500 or -1.5"),
        ("readings: [{date: 2026-01-01, value: %s}]", '"36.450"', "write 36450 or 36.45"),
    ],
)
def test_a_number_that_is_a_thousand_times_another_to_some_is_refused(
    field: str, written: str, hint: str
) -> None:
    text = f"---\nunit: calls\nbetter: lower\n{field % written}\n---\n# Calls\n"
    (found,) = said("content/metrics/calls.md", text)
    assert "expects a number that all read alike" in found[0]
    assert found[1] == hint


@pytest.mark.parametrize("written", ["12.5", "0.500", "1234.500", "12.125", "95.50", "1.10"])
def test_a_number_that_all_read_alike_is_one(written: str) -> None:
    target = f"target: {{value: {written}, by: 2026-12-31}}"
    text = f"---\nunit: calls\nbetter: lower\n{target}\n---\n# Calls\n"
    assert said("content/metrics/calls.md", text) == []


def test_a_position_is_no_text_where_it_is_a_number_in_two_ways() -> None:
    position = "{issue: Budget, party: a, unit: EUR, prefer: 100.000, walk_away: 50000}"
    text = f"---\nparties: [a, b]\npositions:\n  - {position}\n---\n# Budget\n"
    assert said("content/plans/budget.md", text) == [
        ("`positions.prefer` expects a number that all read alike", "write 100000 or 100")
    ]


AGREEMENT = "parties: [a, b]\n"
NO_LENGTH = "leave the field out if there is no such length of time"
RISK = "risks:\n  - {{risk: It fails, shares: {{a: {0}, b: 50}}}}\n"


@pytest.mark.parametrize(
    ("field", "written", "hint"),
    [
        (RISK, "50%", "write 50"),
        (RISK, "half", "write 50"),
        (RISK, "1/3", "write 33.3"),
        (RISK, "two thirds", "write 66.7"),
        (RISK, "one fifth", "write 20"),
        (RISK, "three quarters", "write 75"),
        (RISK, "7/5", ""),
        (RISK, "most", "write how many of a hundred it is, such as 40"),
        (RISK, "die Hälfte", "write 50"),
        (RISK, "halb", "write 50"),
        ("review_every: {0}\n", "six weeks", "write 6 weeks"),
        ("review_every: {0}\n", "quarterly", "write quarter"),
        ("review_every: {0}\n", "every two months", "write 2 months"),
        ("review_every: {0}\n", "2 wks", "write 2 weeks"),
        ("review_every: {0}\n", "2w", "write 2 weeks"),
        ("review_every: {0}\n", "fortnightly", "write 2 weeks"),
        ("review_every: {0}\n", "once a year", "write 1 year"),
        ("review_every: {0}\n", "Mondays", "write week"),
        ("review_every: {0}\n", "5 working days", "write 5 days, in days of the calendar"),
        ("review_every: {0}\n", "48 hours", "write 2 days"),
        ("review_every: {0}\n", "36 hours", ""),
        ("review_every: {0}\n", "14", "write 14 days, 14 weeks or 14 months"),
        ("review_every: {0}\n", "30m", ""),
        ("review_every: {0}\n", "when needed", NO_LENGTH),
        ("review_every: {0}\n", "never", NO_LENGTH),
        ("review_every: {0}\n", "a fortnight", "write 2 weeks"),
        ("review_every: {0}\n", "each weekend", "write week"),
        ("review_every: {0}\n", "monthly, on the 1st", "write month"),
        ("review_every: {0}\n", "first Monday of the month", "write month"),
        ("review_every: {0}\n", "end of each quarter", "write quarter"),
        ("review_every: {0}\n", "every 3rd month", "write 3 months"),
        ("review_every: {0}\n", "every second Monday", "write 2 weeks"),
        ("review_every: {0}\n", "three times a year", "write 4 months"),
        ("review_every: {0}\n", "twice a month", "write 2 weeks"),
        ("review_every: {0}\n", "1-2 weeks", "write 1 week or 2 weeks"),
        ("review_every: {0}\n", "1.5 years", "write 18 months"),
        ("review_every: {0}\n", "5 days max", "write 5 days"),
        (
            "review_every: {0}\n",
            "4 hours",
            "write 1 day, the shortest there is",
        ),
        ("review_every: {0}\n", "twice a week", ""),
        ("review_every: {0}\n", "every sprint", ""),
        ("review_every: {0}\n", "alle 3 Monate", "write 3 months"),
        ("review_every: {0}\n", "alle zwei Wochen", "write 2 weeks"),
        ("review_every: {0}\n", "jede zweite Woche", "write 2 weeks"),
        ("review_every: {0}\n", "jeden Monat", "write 1 month"),
        ("review_every: {0}\n", "einmal pro Jahr", "write year"),
        ("review_every: {0}\n", "vierteljährlich", "write quarter"),
        ("review_every: {0}\n", "5 Werktage", "write 5 days, in days of the calendar"),
        ("review_every: {0}\n", "montags", "write week"),
        ("review_every: {0}\n", "bei Bedarf", NO_LENGTH),
        ("status: {0}\n", "approved", "did you mean “in-force”?"),
        ("status: {0}\n", "Active", "did you mean “in-force”?"),
        ("status: {0}\n", "in force", "did you mean “in-force”?"),
        ("status: {0}\n", "on hold", "did you mean “suspended”?"),
        ("status: {0}\n", "cancelled", "did you mean “rejected”?"),
        (
            "commitments:\n  - {{party: a, does: X, status: {0}}}\n",
            "completed",
            "did you mean “done”?",
        ),
        (
            "commitments:\n  - {{party: a, does: X, status: {0}}}\n",
            "in progress",
            "did you mean “doing”?",
        ),
        ("commitments:\n  - {{party: a, does: X, status: {0}}}\n", "todo", "did you mean “open”?"),
        (
            "risks:\n  - {{risk: It fails, likelihood: {0}}}\n",
            "medium",
            "write 2, on a scale from 1 (low) to 3 (high) that is the same for all risks",
        ),
        (
            "risks:\n  - {{risk: It fails, impact: {0}}}\n",
            "very high",
            "write 5, on a scale from 1 (very low) to 5 (very high) that is the same for all risks",
        ),
        (
            "risks:\n  - {{risk: It fails, impact: {0}}}\n",
            "severe",
            "write 5, on a scale from 1 (negligible) to 5 (severe) that is the same for all risks",
        ),
    ],
)
def test_words_that_people_write_are_shown_as_they_are_to_be_written(
    field: str, written: str, hint: str
) -> None:
    text = f"---\n{AGREEMENT}{field.format(written)}---\n# Visitors\n"
    ((_, told),) = said("content/agreements/visitors.md", text)
    assert told == hint


def test_a_long_text_is_not_searched_for_what_it_may_mean() -> None:
    text = f'---\nreview_every: "{"a, " * 9_000}"\n---\n# Visitors\n'
    ((_, told),) = said("content/visitors.md", text)
    assert not told


@pytest.mark.parametrize(
    ("folder", "field", "hint"),
    [
        ("plans", "status: done", "did you mean “concluded”?"),
        ("plans", "status: in progress", "did you mean “active”?"),
        ("pilots", "status: started", "did you mean “running”?"),
        ("pilots", "status: cancelled", "did you mean “stopped”?"),
        ("outcomes", "status: done", "did you mean “achieved”?"),
        ("amendments", "status: accepted", "did you mean “approved”?"),
        ("amendments", "status: declined", "did you mean “rejected”?"),
        ("assumptions", "status: false", "did you mean “broken”?"),
        ("assumptions", "status: validated", "did you mean “holding”?"),
        ("assumptions", "status: invalidated", "did you mean “broken”?"),
        ("assumptions", "status: gilt", "did you mean “holding”?"),
        ("terms", "status: approved", "did you mean “agreed”?"),
        ("teams", "risk_appetite: moderate", "did you mean “medium”?"),
        ("teams", "external: yes", "write true"),
        ("teams", "external: ja", "write true"),
        ("teams", "external: nein", "write false"),
        ("teams", "risk_appetite: hoch", "did you mean “high”?"),
        ("teams", "risk_appetite: sehr niedrig", "did you mean “low”?"),
        ("plans", "status: Entwurf", "did you mean “draft”?"),
        ("outcomes", "status: vereinbart", "did you mean “agreed”?"),
        ("metrics", "better: weniger", "did you mean “lower”?"),
        ("matrices", "weights: {impact: high}", "write how many of a hundred it is, such as 40"),
        ("metrics", "better: fewer", "did you mean “lower”?"),
        ("rights", "if_silent: approved", "did you mean “approve”?"),
    ],
)
def test_every_kind_knows_other_words_for_its_own(folder: str, field: str, hint: str) -> None:
    found = said(f"content/{folder}/visitors.md", f"---\n{field}\n---\n# Visitors\n")
    assert hint in {told for message, told in found if "expects" in message}


def test_readings_in_a_file_are_shown_as_they_are_to_be_written() -> None:
    workspace = Workspace(Options())
    metric = "---\nunit: min\nbetter: lower\nreadings: calls.csv\n---\n# Calls\n"
    rows = "date,value\n01/06/2026,44\n2026-07-01,44 min\n2026-08-01,\n"
    workspace.sync(
        {
            "content/metrics/calls.md": metric.encode(),
            "content/metrics/calls.csv": rows.encode(),
        }
    )
    found = [d for d in workspace.diagnostics() if d.code == "metric/bad-reading"]
    assert [(d.span.path.rpartition("/")[2], d.hint) for d in found] == [
        ("calls.csv", "write 2026-01-06 or 2026-06-01"),
        ("calls.csv", "write 44"),
        ("calls.csv", "write it, or take the line out"),
    ]


@pytest.mark.parametrize(
    ("folder", "owner"), [("agreements", "an agreement"), ("norms", "a norm"), ("pages", "a page")]
)
def test_a_kind_has_its_article(folder: str, owner: str) -> None:
    text = "---\nparties: [a, b]\nqqqqq: 1\n---\n# Visitors\n"
    messages = [message for message, _ in said(f"content/{folder}/visitors.md", text)]
    assert f"{owner} has no field `qqqqq`" in messages


@pytest.mark.parametrize("folder", ["agreement", "agrements", "Agreements"])
def test_a_misspelt_folder_is_said_once(folder: str) -> None:
    text = "---\nparties: [a, b]\noutcome: calm\nsigned: {a: 2026-03-01}\n---\n# Visitors\n"
    ((message, hint),) = said(f"content/{folder}/visitors.md", text)
    assert message == "a page has no field `parties`"
    assert hint == f"what lies in “{folder}” is a page; did you mean the folder “agreements”?"


def test_a_kind_that_neither_folder_nor_fields_have_is_said_once() -> None:
    text = "---\nkind: agreement\ndecision: visits\napprover: a.b\nveto: [c.d]\n---\n# Visitors\n"
    assert said("content/rights/visitors.md", text) == [
        (
            "`kind` says agreement, and the folder and the fields say right",
            "take the line out, or move the file to “agreements” with the fields of such",
        )
    ]
    assert said("content/rights/visitors.md", text.replace("kind: agreement\n", "")) == []


def test_a_page_that_says_its_kind_is_told_of_each_field() -> None:
    text = "---\nkind: page\nparties: [a, b]\nsigned: {a: 2026-03-01}\n---\n# Visitors\n"
    assert len(said("content/agreement/visitors.md", text)) == 2


def test_a_name_that_is_like_no_other_brings_the_list_of_names() -> None:
    ((_, hint),) = said("content/visitors.md", "---\nsigned: today\n---\n# Visitors\n")
    assert hint.startswith("fields are: audience, ")


def test_who_has_no_front_matter_is_told_what_it_is() -> None:
    ((message, hint),) = said("content/norms/rounds.md", "# Rounds\n\nWe speak in turn.\n")
    assert message == "this norm has no `parties`"
    assert hint == (
        "begin the file with a line `---`, then `parties:` (the teams that keep to it), "
        "then a line `---`"
    )
    ((_, hint),) = said("content/norms/rounds.md", "---\ntags: [a]\n---\n# Rounds\n")
    assert hint == "add `parties:` to the front matter: the teams that keep to it"


@pytest.mark.parametrize(
    ("field", "message", "hint"),
    [
        ("tags: late", "`tags` expects a list, such as [a, b]", "write [late]"),
        ("tags: late, night", "`tags` expects a list, such as [a, b]", "write [late, night]"),
        ("tags: late; night", "`tags` expects a list, such as [a, b]", "write [late, night]"),
        ("tags: a, b and c", "`tags` expects a list, such as [a, b]", "write [a, b, c]"),
        (
            "tags: at night, by day",
            "`tags` expects a list, such as [a, b]",
            "write [at night, by day]",
        ),
        ("tags: at night", "`tags` expects a list, such as [a, b]", ""),
        ("owner: [support]", "`owner` expects a text", "write support"),
        ("owner: [support, legal]", "`owner` expects a text", "write one of them: support"),
        ("waive: late", "`waive` expects a list, such as [{rule: …, because: …}]", ""),
        ("owner: [[support]]", "`owner` expects a text", "write support"),
        (
            "waive: {rule: ref/orphan, because: It is new}",
            "`waive` expects a list, such as [{rule: …, because: …}]",
            "begin it with “- ”, on a line of its own: it is one item of a list",
        ),
    ],
)
def test_brackets_too_few_or_too_many_are_shown(field: str, message: str, hint: str) -> None:
    assert said("content/visitors.md", f"---\n{field}\n---\n# Visitors\n") == [(message, hint)]


def test_a_field_that_stands_there_empty_is_not_to_be_added_once_more() -> None:
    ((_, hint), *_) = said("content/norms/list.md", "---\nparties:\n---\n# List\n")
    assert hint == "write it behind `parties:`: the teams that keep to it"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "---\n---\n",
        "---\n",
        "---\n# later\n---\n",
        "---\nkind: norm\nstatus: draft\n---\n",
    ],
)
def test_a_document_that_says_nothing_is_told_once_and_how_to_begin(text: str) -> None:
    workspace = Workspace(Options())
    workspace.sync({"content/norms/list.md": text.encode()})
    (found,) = workspace.diagnostics()
    assert found.code == "text/empty"
    assert "`playbook new norm TITLE`" in found.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("notes.markdown", "rename it to “notes.md”"),
        ("notes.md.txt", "rename it to “notes.md”"),
        ("notes.docx", "copy its text into “notes.md”"),
    ],
)
def test_a_text_that_is_no_document_is_told(name: str, hint: str) -> None:
    workspace = Workspace(Options())
    files = {
        "content/index.md": b"# Home\n\nHi.\n",
        "content/plan.pdf": b"x",
        "content/a.csv": b"a",
    }
    workspace.sync({**files, f"content/{name}": b"# Notes\n"})
    (found,) = [d for d in workspace.diagnostics() if d.code == "file/no-document"]
    assert found.span.path == f"content/{name}"
    assert found.hint.startswith(hint)


def test_names_without_what_belongs_to_them_are_shown_as_the_keys_of_a_mapping() -> None:
    text = "---\nparties: [a, b]\nsigned: [a, b]\n---\n# Visitors\n"
    assert said("content/agreements/visitors.md", text) == [
        ("`signed` expects a mapping, such as {support: 2026-03-02}", "write {a: …, b: …}")
    ]


@pytest.mark.parametrize("line", ["  -{party: a, does: X}", "  -party: a"])
def test_a_dash_without_a_space_is_told_as_that(line: str) -> None:
    text = f"---\nparties: [a, b]\ncommitments:\n{line}\n---\n# Visitors\n"
    ((_, hint),) = said("content/agreements/visitors.md", text)
    assert hint == "write “- ” before each item, with the space"
