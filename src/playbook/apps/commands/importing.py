"""`playbook import`: documents from what people have elsewhere."""

from datetime import date
from pathlib import Path

import click

from playbook.apps.taking_over import Plan, Wish, making, take_over

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("import", short_help="Begin with what there is: a glossary, decision records, tables.")
def command() -> None:
    """Make documents of what you have elsewhere.

    Nothing is overwritten, and nothing is written unless all can be. What cannot be taken over is
    told with its line.
    """


@command.command("glossary")
@click.argument("file", type=_FILE, metavar="FILE.md")
@making
def glossary(file: Path, config: Path | None, *, dry: bool, show: bool, skip: bool) -> None:
    """Split a glossary in one Markdown file into terms.

    A term is a heading with its text, a line with “: definition” below it, an item that begins with
    a bold word, or a row of a table with the columns Term and Definition. Other words in brackets
    become aliases where that is sure, as in “Service level agreement (SLA)”.
    """
    from playbook.apps.opening import open_project
    from playbook.engine.importing import laid_out, read_foreign, surroundings
    from playbook.queries.importing.glossary import take_glossary

    project = open_project(config)
    today = date.today()  # noqa: DTZ011 - the author's own calendar day

    def take() -> Plan:
        taken = take_glossary(read_foreign(file), surroundings(project), today)
        return laid_out(project, taken, skip_existing=skip)

    take_over(project, Wish(dry, show), take)
