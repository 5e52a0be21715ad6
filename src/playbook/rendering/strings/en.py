"""The interface in English: `TEXTS` is every visible text, a module a topic.

A new topic is `en_TOPIC.py` and `de_TOPIC.py`, and a line here and in `de.py`.
"""

from playbook.rendering.strings.en_fields import FIELDS
from playbook.rendering.strings.en_interface import INTERFACE
from playbook.rendering.strings.en_mentions import MENTIONS
from playbook.rendering.strings.en_print import PRINT
from playbook.rendering.strings.en_reading import READING

TEXTS: dict[str, str] = {
    **INTERFACE,
    **FIELDS,
    **MENTIONS,
    **PRINT,
    **READING,
}
