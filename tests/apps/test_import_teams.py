"""`playbook import teams` and `playbook import rights`: who there is, and who decides what."""

from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from disk import found, lay, play, site
from playbook.engine.authoring.importing import items_of, refuse_faults
from playbook.engine.files.writing import Writing
from playbook.engine.workspace.workspace import Workspace
from playbook.queries.importing.foreign import CannotImport, Taken
from playbook.queries.importing.groups import take_groups
from playbook.queries.importing.rights import Parties, take_rights
from playbook.queries.importing.wording import document
from playbook.reading.source.decode import decode
from story import STORY

GROUPS = """\
# the catalogue
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: infra_structure
  title: Infra
  description: |
    We keep *it* running.

    # Day and night
  annotations: {a: b}
  tags: [ops]
  links:
    - {url: "https://example.org/infra", title: Our page}
    - {url: "javascript:alert(1)"}
spec:
  type: department
  profile: {displayName: "Infrastructure [IT]", email: infra@example.org, picture: x.png}
  parent: group:default/finance
  children: [boards, elsewhere]
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ana}
---
kind: Group
metadata: {name: boards}
spec: {type: team, children: [], members: [ana, bo]}
...
"""

MATRIX = """\
Decision,support.lead,Finance director,Finance,Legal,Notes
Buy a tool,R,A,"C, I",V,up to 100
Change the rota,A/R,V,I,,,
"Publish *numbers*",,,A,,
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, STORY)


def text(root: Path, path: str) -> str:
    return (root / "content" / path).read_text(encoding="utf-8")


def errors(root: Path) -> list[tuple[str, str]]:
    return [(path, code) for path, code, _ in found(root) if path not in STORY]


def test_groups_become_teams(root: Path) -> None:
    lay(root, {"groups.yaml": GROUPS})
    done = play(root, "import", "teams", "groups.yaml")
    assert done.stdout == "content/teams/boards.md\ncontent/teams/infra-structure.md\n"
    assert text(root, "teams/infra-structure.md") == (
        '---\nparent: finance\ncontact: "infra@example.org"\ntags: [ops]\nx-type: department\n---\n'
        "# Infrastructure \\[IT\\]\n\nWe keep \\*it\\* running.\n\n\\# Day and night\n\n"
        "- Part of it: elsewhere\n- [Our page](https://example.org/infra)\n"
        "- javascript:alert(1): javascript:alert(1)\n"
    )
    assert text(root, "teams/boards.md") == (
        "---\nparent: infra-structure\nx-type: team\n---\n# Boards\n\n- Members: ana, bo\n"
    )
    other = "the title “Infra” was left out for `spec.profile.displayName`, “Infrastructure [IT]”"
    assert done.stderr.splitlines() == [
        f"groups.yaml:6: {other}",
        "groups.yaml:11: `metadata.annotations` was left out",
        "groups.yaml:18: `spec.profile.picture` was left out",
        "groups.yaml:22: this is of the kind “User” and no Group; it was left out",
        "2 files written; 4 remarks above",
    ]
    assert errors(root) == []


def test_groups_of_several_files_know_each_other(root: Path) -> None:
    lay(root, {"a.yaml": "kind: Group\nmetadata: {name: a}\nspec: {children: [b]}\n"})
    lay(root, {"b.yaml": "kind: Group\nmetadata: {name: b, uid: 1}\n"})
    done = play(root, "import", "teams", "a.yaml", "b.yaml")
    assert text(root, "teams/b.md") == "---\nparent: a\n---\n# B\n"
    assert done.stderr.startswith("b.yaml:2: `metadata.uid` was left out\n")


def test_a_parent_that_is_not_there_stands_in_the_text(root: Path) -> None:
    lay(root, {"g.yaml": "kind: Group\nmetadata: {name: a}\nspec: {parent: b}\n"})
    done = play(root, "import", "teams", "g.yaml")
    assert text(root, "teams/a.md") == "# A\n\n- Part of: b\n"
    message = "there is no team “b”, of which “A” is part; it stands in the text"
    assert done.stderr.startswith(f"g.yaml:1: {message}\n")


def test_groups_that_are_part_of_each_other_make_no_ring(root: Path) -> None:
    one = "kind: Group\nmetadata: {name: a}\nspec: {parent: b}\n"
    other = "kind: Group\nmetadata: {name: b}\nspec: {parent: a}\n"
    lay(root, {"g.yaml": f"{one}---\n{other}"})
    done = play(root, "import", "teams", "g.yaml")
    assert "g.yaml:5: “B” would be part of itself; its parent was left out\n" in done.stderr
    assert errors(root) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("# a\n", "g.yaml:1: this file is empty"),
        ("kind: User\n", "g.yaml:1: no Group stands here"),
        ("- a\n", "g.yaml:1: this is a list and not a mapping"),
        ("kind: Group\n", "g.yaml:1: this group has no name"),
        ("kind: Group\nmetadata: [a]\n", "g.yaml:1: this group has no name"),
        (
            "kind: Group\nmetadata: {name: A}\n---\nkind: Group\nmetadata: {name: a}\n",
            "g.yaml:4: there is a group “a” already",
        ),
        ("kind: Group\n---\nb: &b [*b, *b]\nc: *b\n", "g.yaml:3: a “&” here names a value"),
        ("kind: Group\n---\na: [\n", "g.yaml:3: the bracket that is opened here is never closed"),
        ("kind: Group\nmetadata: " + "[" * 99, "g.yaml:2: lists and mappings stand in each other"),
    ],
    ids=range(9),
)
def test_what_is_no_catalogue_is_told(given: str, told: str, root: Path) -> None:
    lay(root, {"g.yaml": given})
    before = site(root)
    assert play(root, "import", "teams", "g.yaml", code=1).stderr.startswith(told)
    assert site(root) == before


def test_names_cannot_lead_out_of_the_playbook(root: Path) -> None:
    names = ("../../../x", "..", "/etc/y")
    groups = (f'kind: Group\nmetadata: {{name: "{name}"}}\n' for name in names)
    lay(root, {"g.yaml": "---\n".join(groups)})
    made = "content/teams/etc-y.md\ncontent/teams/team-c577bd8f.md\ncontent/teams/x.md\n"
    assert play(root, "import", "teams", "g.yaml").stdout == made


# --- rights ------------------------------------------------------------------------------------


def test_a_matrix_becomes_drafts_of_rights(root: Path) -> None:
    lay(root, {"raci.csv": MATRIX})
    done = play(root, "import", "rights", "raci.csv")
    assert text(root, "rights/buy-a-tool.md") == (
        "---\ndecision: Buy a tool\nstatus: draft\ndriver: support.lead\n"
        "approver: finance.director\nconsulted: [finance]\ninformed: [finance]\n---\n"
        "# Buy a tool\n\n## What else the table says\n\n- Legal: V\n- Notes: up to 100\n"
    )
    assert text(root, "rights/change-the-rota.md") == (
        "---\ndecision: Change the rota\nstatus: draft\ndriver: support.lead\n"
        "approver: support.lead\nveto: [finance.director]\ninformed: [finance]\n---\n"
        "# Change the rota\n"
    )
    assert text(root, "rights/publish-numbers.md") == (
        '---\ndecision: "Publish *numbers*"\nstatus: draft\napprover:\n---\n'
        "# Publish \\*numbers\\*\n\n## What else the table says\n\n- Finance: A\n"
    )
    stand = "its letters stand in the text; name it as in finance or finance.director"
    choose = "write the one that decides into `approver`"
    field = "has no field and stands in the text"
    team = "“Finance” is a team, and who drives, approves or may veto is a role"
    roles = "give it roles, and write one above the column, as in finance.lead"
    assert done.stderr.splitlines() == [
        f"raci.csv:1: {team}; these letters stand in the text; {roles}",
        f"raci.csv:1: no team and no role is called “Legal”; {stand}",
        f"raci.csv:1: no team and no role is called “Notes”; {stand}",
        f"raci.csv:2: Legal: V, Notes: up to 100 {field}",
        f"raci.csv:4: no role has the A of “Publish *numbers*”; {choose}",
        f"raci.csv:4: Finance: A {field}",
        "3 files written; 6 remarks above",
    ]
    assert errors(root) == []


def test_a_role_that_two_teams_have_is_told(root: Path) -> None:
    team = "---\nroles:\n  lead: {title: Lead}\n---\n# Sales\n\nWe sell.\n"
    lay(root, {"content/teams/sales.md": team, "raci.csv": "Decision;Lead;Sales lead\nBuy;A;A\n"})
    done = play(root, "import", "rights", "raci.csv")
    assert "raci.csv:1: “Lead” can be sales.lead or support.lead; its letters" in done.stderr
    assert "approver: sales.lead\n" in text(root, "rights/buy.md")


def test_columns_may_be_called_as_an_export_of_rights_calls_them(root: Path) -> None:
    exported = play(root, "export", "rights").stdout.partition("\n")[0].strip().split(",")
    (head,) = [head for head in exported if head.endswith("(finance.director)")]
    lay(root, {"raci.csv": f"Decision,Finance (finance),{head}\nBuy,C,A\n"})
    play(root, "import", "rights", "raci.csv")
    assert "approver: finance.director\nconsulted: [finance]\n" in text(root, "rights/buy.md")


def test_columns_are_parted_by_what_stands_most_often_in_the_first_line(root: Path) -> None:
    lay(root, {"raci.csv": 'Decision;"Legal, tax; law";finance.director;Notes, if any\nBuy;;A;x\n'})
    play(root, "import", "rights", "raci.csv")
    assert "approver: finance.director\n" in text(root, "rights/buy.md")
    assert "- Notes, if any: x\n" in text(root, "rights/buy.md")


def test_several_who_approve_are_told(root: Path) -> None:
    lay(root, {"raci.csv": "Decision,support.lead,finance.director\nBuy,A,A\n"})
    done = play(root, "import", "rights", "raci.csv")
    assert "raci.csv:2: several roles have the A of “Buy”" in done.stderr
    assert "approver: [support.lead, finance.director]\n" in text(root, "rights/buy.md")
    assert errors(root) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "m.csv:1: no matrix of decisions stands here"),
        ("Decision\nBuy\n", "m.csv:1: no matrix of decisions stands here"),
        ("Decision,finance\n,A\n", "m.csv:1: no decision stands here"),
        ("Decision,finance\nBuy,I\nbuy,I\n", "m.csv:3: “buy” stands here for the second time"),
        ("Decision,finance\nBuy,C,I\n", "m.csv:2: this row has more cells than columns"),
        ('Decision,finance\nBuy,"I\n', "m.csv:2: the line cannot be read"),
    ],
    ids=range(6),
)
def test_what_is_no_matrix_is_told(given: str, told: str, root: Path) -> None:
    lay(root, {"m.csv": given})
    before = site(root)
    assert play(root, "import", "rights", "m.csv", code=1).stderr.startswith(told)
    assert site(root) == before


# --- any text ----------------------------------------------------------------------------------

TEAMS = {path: text.encode() for path, text in STORY.items() if "/teams/" in path}
YAML = st.sampled_from(
    [
        *("kind: Group", "kind: User", "metadata: {name: a}", "metadata:", "  name: b [c](d.md)"),
        *("  description: '# x'", "spec: {parent: a, children: [a, b]}", "spec:", "  parent: [a]"),
        *("---", "...", "- a", "  links: [{url: 'https://a.b/c)'}, 1]", "  members: {a: b}", ""),
        *("metadata: {name: con}", "metadata: {name: 日本}", "a: *b", "%YAML 1.2", "x: |", "  y"),
    ]
)
CELLS = st.sampled_from(
    ["Decision", "Buy", "*a* [b](c.md)", "support.lead", "Finance", "A", "R,C", "?", "", '"', "V"]
)


def judged(files: dict[str, bytes]) -> None:
    """Raise `CannotImport` where one of new files has an error beside the teams of the story."""
    workspace = Workspace()
    workspace.sync(TEAMS)
    refuse_faults(workspace, Writing(files, origins=dict.fromkeys(files, ("x", 1))))


@for_any(st.lists(YAML, max_size=14).map("\n".join))
def test_any_catalogue_is_refused_or_becomes_teams_without_a_mistake(text: str) -> None:
    source, _ = decode("g.yaml", text.encode())
    try:
        made = take_groups(items_of(source), ["finance", "support"])
    except CannotImport:
        return
    judged(written(made))


@for_any(st.lists(st.lists(CELLS, min_size=1, max_size=4).map(",".join), max_size=5))
def test_any_matrix_is_refused_or_becomes_rights_without_a_mistake(lines: list[str]) -> None:
    workspace = Workspace()
    workspace.sync(TEAMS)
    source, _ = decode("m.csv", "\n".join(lines).encode())
    try:
        made = take_rights(source, Parties(workspace.view()))
    except CannotImport:
        return
    judged(written(made))


def written(made: Taken) -> dict[str, bytes]:
    return {f"content/{d.kind}s/{d.id}.md": document(d).encode() for d in made.drafts}
