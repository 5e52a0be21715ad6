"""The picture of a decision tree in Mermaid."""

from kinds.reading_samples import entry_of, sample
from playbook.kinds.common.tree_diagram import find_managed_block, managed_block, mermaid
from playbook.kinds.tree import read_tree
from playbook.model.body import Html
from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body

STAGED = """\
flowchart TD
  subgraph stage-prepare["Prepare"]
    n1("Does the change alter paid hours?")
    n2("Does anyone lose an agreed free weekend?")
  end
  subgraph stage-price["Price"]
    n3[["Ask Finance for the figure"]]
    n4("Is the yearly cost above £5,000?")
  end
  subgraph stage-decide["Decide"]
    n5["Support decides alone"]
    n6["Finance approves, Platform may veto"]
  end
  n1 -->|"Yes"| n4
  n1 -->|"No"| n2
  n1 -->|"Not sure"| n3
  n2 -->|"Yes"| n6
  n2 -->|"No"| n5
  n3 -->|"I have the figure"| n4
  n4 -->|"Yes"| n6
  n4 -->|"No"| n5
  classDef outcome stroke-width:3px
  class n5,n6 outcome"""


def test_stages_are_frames_and_shapes_tell_what_a_node_asks() -> None:
    assert mermaid(read_tree(sample("trees/rota-change.md"))) == STAGED


def test_what_means_something_to_mermaid_is_escaped() -> None:
    text = '# T\n\n## Is "a" < `b` & #1?\n\n- Yes → [x](other.md)\n- No → [x](other.md)\n'
    drawn = mermaid(read_tree(entry_of("trees/t.md", text))).splitlines()
    assert drawn[1:] == [
        '  n1("Is #quot;a#quot; #lt; b #amp; #35;1?")',
        '  n1 -->|"Yes"| x1',
        '  n1 -->|"No"| x1',
        '  x1(["other.md"])',
    ]


def test_the_block_between_the_comments_is_found() -> None:
    tail = "<!-- playbook:diagram -->\nold\n<!-- /playbook:diagram -->\n\n## End\n"
    entry = entry_of("trees/t.md", f"# T\n\n{tail}")
    held = find_managed_block(entry)
    assert held
    assert entry.source.text[held.start : held.end] == "\nold\n"
    drawn = managed_block(read_tree(entry))
    renewed = entry_of("trees/t.md", "# T\n\n" + tail.replace("\nold\n", drawn))
    found = find_managed_block(renewed)
    assert found
    assert renewed.source.text[found.start : found.end] == drawn


def test_without_comments_there_is_no_block_and_without_an_end_it_is_empty() -> None:
    assert find_managed_block(entry_of("trees/t.md", "# T\n\n## End\n")) is None
    held = find_managed_block(entry_of("trees/t.md", "# T\n\n<!-- playbook:diagram -->\n\n## E\n"))
    assert held
    assert held.start == held.end


def test_the_picture_for_a_forge_is_not_part_of_the_page() -> None:
    kept = "<!-- playbook:diagram -->\n```mermaid\nflowchart TD\n```\n<!-- /playbook:diagram -->\n"
    body, _ = read_body(Source.of("t.md", f"# T\n\n{kept}\n```mermaid\nkept\n```\n"))
    pieces = [piece for block in body.blocks for piece in block.pieces]
    shown = "".join(piece.html for piece in pieces if isinstance(piece, Html))
    assert "flowchart" not in shown
    assert "kept" in shown
