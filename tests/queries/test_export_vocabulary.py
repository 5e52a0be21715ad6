"""The glossary as a vocabulary, trees as graphs: names lead to each other, words stay in quotes."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from playbook.queries.export.graph import dot, mermaid
from playbook.queries.export.vocabulary import json_ld, skos
from rendering.site_of import TEAMS, site

TERM = """\
---
status: deprecated
aliases: [FRT]
avoid: [reaction time]
senses: {finance: the first contact, support: the first answer}
agreed: support
broader: [reply]
related: [hidden]
---
# First reply

The first answer of a *person*
in writing.
"""
TREE = """\
---
status: in-force
stages:
  price: {driver: support.lead}
---
# May I?

## Price

### Is it "cheap" & small?

- Yes → [Go](#go)
- No \\\\ never → [Away](away.md#begin)

### Go

Done.
"""
FILES = {
    **TEAMS,
    "content/terms/first-reply.md": TERM,
    "content/terms/reply.md": "# Reply\n",
    "content/terms/hidden.md": "---\naudience: board\n---\n# Hidden\n",
    "content/trees/away.md": TREE.replace("May I?", "Away")
    .replace("#go", "#begin")
    .replace("### Go", "### Begin"),
    "content/trees/may-i.md": TREE,
}
LINE = re.compile(
    r"@prefix \w+: <[^<>\s]*> \.|<[^<>\"{}|^`\\\s]*>|"
    r"    (?:a|\w+:\w+) (?:\w+:\w+|true|<[^<>\"{}|^`\\\s]*>|\"(?:[^\"\\\n\r]|\\.)*\"@[\w-]+) [;.]|"
)
"""What a line of the Turtle that is written may be."""


def test_a_term_is_a_concept_with_labels_and_leads_to_others() -> None:
    text = skos(site(FILES).view())
    assert (
        "<urn:playbook:term:first-reply>\n"
        "    a skos:Concept ;\n"
        "    skos:inScheme <urn:playbook:glossary> ;\n"
        '    skos:prefLabel "First reply"@en ;\n'
        '    skos:altLabel "FRT"@en ;\n'
        '    skos:hiddenLabel "reaction time"@en ;\n'
        '    skos:definition "The first answer of a person in writing."@en ;\n'
        '    skos:scopeNote "Support: the first answer"@en ;\n'
        '    skos:scopeNote "Finance: the first contact"@en ;\n'
        "    skos:broader <urn:playbook:term:reply> ;\n"
        "    owl:deprecated true .\n"
    ) in text
    assert "hidden" not in text.replace("hiddenLabel", "")


def test_a_term_is_named_by_the_address_of_its_page_and_speaks_the_language_of_the_site() -> None:
    settings = "site_name: Ours\nsite_url: https://example.org/ours/\nlanguage: de-AT\n"
    view = site({**FILES, "site.yml": settings}).view()
    assert '    skos:prefLabel "Ours"@de-AT .\n' in skos(view)
    assert "<https://example.org/ours/terms/first-reply.html>\n    a skos:Concept" in skos(view)
    data = json.loads(json_ld(view))
    assert (data["@type"], data["name"], data["inLanguage"]) == ("DefinedTermSet", "Ours", "de-AT")
    first = data["hasDefinedTerm"][0]
    assert first == {
        "@type": "DefinedTerm",
        "@id": "https://example.org/ours/terms/first-reply.html",
        "termCode": "first-reply",
        "name": "First reply",
        "alternateName": ["FRT"],
        "description": "The first answer of a person in writing.",
        "inDefinedTermSet": "https://example.org/ours/",
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_an_author_writes_stays_in_its_literal(words: str) -> None:
    term = TERM.replace("the first contact", json.dumps(words))
    text = skos(site({**FILES, "content/terms/first-reply.md": term}).view())
    assert all(LINE.fullmatch(line) for line in text.split("\n"))


def test_a_tree_is_a_drawing_in_mermaid_under_its_title() -> None:
    tree = TREE.replace("# May I?", "# May *I*, [perhaps]?")
    text = mermaid(site({**FILES, "content/trees/may-i.md": tree}).view())
    away, own = text.split("\n\n## ")
    assert away.startswith("## Away\n\n```mermaid\nflowchart TD\n")
    assert own == (
        "May I, \\[perhaps\\]?\n\n```mermaid\nflowchart TD\n"
        '  subgraph stage-price["Price"]\n'
        '    n1("Is it #quot;cheap#quot; #amp; small?")\n'
        '    n2["Go"]\n'
        "  end\n"
        '  n1 -->|"Yes"| n2\n'
        '  n1 -->|"No \\ never"| x1\n'
        '  x1(["away.md#35;begin"])\n'
        "  classDef outcome stroke-width:3px\n"
        "  class n2 outcome\n"
        "```\n"
    )


def test_a_tree_is_a_graph_and_its_words_give_no_orders() -> None:
    away, tree = dot(site(FILES).view()).split("}\ndigraph ")
    assert away.startswith('digraph "away" {\n  label="Away";\n')
    assert tree == (
        '"may-i" {\n'
        '  label="May I?";\n'
        "  labelloc=t;\n"
        "  subgraph cluster_0 {\n"
        '    label="Price";\n'
        '    "is-it-cheap--small" [label="Is it \\"cheap\\" &amp; small?", shape=box, '
        "style=rounded];\n"
        '    "go" [label="Go", shape=box, penwidth=3];\n'
        "  }\n"
        '  "is-it-cheap--small" -> "go" [label="Yes"];\n'
        '  "is-it-cheap--small" -> "away:1" [label="No \\\\ never"];\n'
        '  "away:1" [label="away.md#begin", shape=ellipse];\n'
        "}\n"
    )
