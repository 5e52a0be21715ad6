"""`python -m playbook`: the same as the `playbook` command."""

from playbook.apps.cli import main

main(prog_name="playbook")
