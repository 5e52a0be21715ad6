"""The interface in German: every text of `strings/en.py` under the same key, a module a topic."""

from playbook.rendering.strings.de_fields import FIELDS
from playbook.rendering.strings.de_interface import INTERFACE
from playbook.rendering.strings.de_kinds import KINDS
from playbook.rendering.strings.de_mentions import MENTIONS
from playbook.rendering.strings.de_print import PRINT
from playbook.rendering.strings.de_reading import READING

TEXTS: dict[str, str] = {
    **INTERFACE,
    **FIELDS,
    **KINDS,
    **MENTIONS,
    **PRINT,
    **READING,
}
