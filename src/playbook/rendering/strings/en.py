"""The interface in English: `TEXTS` is every visible text, in parts by what it is about."""

from playbook.rendering.strings.en_fields import FIELDS
from playbook.rendering.strings.en_interface import INTERFACE
from playbook.rendering.strings.en_mentions import MENTIONS
from playbook.rendering.strings.en_preview import PREVIEW

TEXTS: dict[str, str] = {**INTERFACE, **FIELDS, **MENTIONS, **PREVIEW}
