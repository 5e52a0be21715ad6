"""The interface in English: `TEXTS` is every visible text, in parts by what it is about."""

from playbook.rendering.strings.en_fields import FIELDS
from playbook.rendering.strings.en_interface import INTERFACE
from playbook.rendering.strings.en_mentions import MENTIONS
from playbook.rendering.strings.en_search import SEARCH
from playbook.rendering.strings.en_views import VIEWS

TEXTS: dict[str, str] = {**INTERFACE, **FIELDS, **MENTIONS, **SEARCH, **VIEWS}
