"""What is built in: the kinds and the rules, in their order."""

from importlib import import_module
from types import ModuleType
from typing import Any

from playbook.model.kind import Kind
from playbook.model.rule import Rule

_KIND_MODULES = (
    "team outcome agreement tradeoff metric right tree term norm pilot matrix plan incentive "
    "amendment debrief assumption page"
).split()
_RULE_MODULES = (
    "reading no_heading no_link no_list no_table unclosed files references references_links "
    "references_parties identity items lifecycle dates team outcome agreement fairness outsiders "
    "tradeoff metric right ladder tree tree_flaws tree_roles term term_words norm pilot matrix "
    "plan incentive amendment debrief assumption history changes"
).split()


def _load(package: str, names: list[str]) -> list[ModuleType]:
    return [import_module(f"playbook.{package}.{name}") for name in names]


def _rules_of(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


KINDS: dict[str, Kind[Any]] = {
    module.KIND.name: module.KIND for module in _load("kinds", _KIND_MODULES)
}
"""Every kind by name."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _load("rules", _RULE_MODULES) for rule in _rules_of(module)),
        key=lambda rule: rule.code,
    )
)
"""Every rule, by code."""
