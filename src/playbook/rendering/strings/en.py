"""The interface in English: `TEXTS` is every visible text, in parts by what it is about."""

from playbook.rendering.strings.en_fields import FIELDS
from playbook.rendering.strings.en_interface import INTERFACE
from playbook.rendering.strings.en_mentions import MENTIONS
from playbook.rendering.strings.en_trees import TREES

TEXTS: dict[str, str] = {**INTERFACE, **FIELDS, **MENTIONS, **TREES}
