"""`playbook explain`: what a rule flags, why, and how to write it right."""

import click


@click.command("explain", short_help="Explain a rule, or list all rules.")
@click.argument("rule", required=False)
@click.pass_context
def command(context: click.Context, rule: str | None) -> None:
    """Explain RULE, such as agreement/unsigned; without RULE, list all rules."""
    from playbook.apps.report.visible import visible
    from playbook.engine.registry import RULES
    from playbook.engine.specs import specification
    from playbook.model.suggest import did_you_mean

    if rule is None:
        width = max(len(r.code) for r in RULES)
        for known in RULES:
            click.echo(f"{known.code:<{width}}  {known.severity.value:<7}  {known.summary}")
        return
    found = next((r for r in RULES if r.code == rule), None)
    if found is None:
        hint = did_you_mean(rule, [r.code for r in RULES])
        message = f"there is no rule “{visible(rule)}”"
        raise click.UsageError(f"{message}: {hint}" if hint else message)
    click.echo(f"{found.code} ({found.severity.value}): {found.summary}\n")
    click.echo(specification(found.code))
    context.exit(0)
