"""`playbook explain`: what a rule flags, why, and how to write it right."""

import click


@click.command("explain", short_help="Explain a rule, or list the rules there are.")
@click.argument("rule", required=False)
@click.pass_context
def command(context: click.Context, rule: str | None) -> None:
    """Explain RULE, such as agreement/unsigned.

    Of a family, such as agreement, its rules are listed; without RULE, all are.
    """
    from playbook.apps.report.visible import visible
    from playbook.engine.settings.registry import RULES
    from playbook.engine.settings.specs import specification
    from playbook.model.meant.nearest import did_you_mean

    name = rule or ""
    listed = [known for known in RULES if rule is None or known.family == name]
    width = max((len(known.code) for known in listed), default=0)
    for known in listed:
        click.echo(f"{known.code:<{width}}  {known.severity.value:<7}  {known.summary}")
    if listed:
        return
    found = next((known for known in RULES if known.code == name), None)
    if found is None:
        families = dict.fromkeys(known.code.partition("/")[0] for known in RULES)
        hint = did_you_mean(name, [*families, *(known.code for known in RULES)])
        rest = f": {hint}" if hint else "; `playbook explain` lists them"
        raise click.UsageError(f"there is no rule “{visible(name)}”{rest}")
    click.echo(f"{found.code} ({found.severity.value}): {found.summary}\n")
    click.echo(specification(found.code))
    context.exit(0)
