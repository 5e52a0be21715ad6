"""The interface in English: `TEXTS` is every visible text, a module a topic.

A new topic is `en_TOPIC.py` and `de_TOPIC.py`, and a line here and in `de.py`.
"""

from playbook.rendering.strings.en_changes import CHANGES
from playbook.rendering.strings.en_desk import DESK
from playbook.rendering.strings.en_fields import FIELDS
from playbook.rendering.strings.en_glossary import GLOSSARY
from playbook.rendering.strings.en_interface import INTERFACE
from playbook.rendering.strings.en_lessons import LESSONS
from playbook.rendering.strings.en_matrix import MATRIX
from playbook.rendering.strings.en_mentions import MENTIONS
from playbook.rendering.strings.en_plans import PLANS
from playbook.rendering.strings.en_preview import PREVIEW
from playbook.rendering.strings.en_print import PRINT
from playbook.rendering.strings.en_proposing import PROPOSING
from playbook.rendering.strings.en_reading import READING
from playbook.rendering.strings.en_search import SEARCH
from playbook.rendering.strings.en_views import VIEWS

TEXTS: dict[str, str] = {
    **INTERFACE,
    **FIELDS,
    **MENTIONS,
    **DESK,
    **CHANGES,
    **LESSONS,
    **GLOSSARY,
    **MATRIX,
    **PLANS,
    **PREVIEW,
    **PROPOSING,
    **VIEWS,
    **PRINT,
    **READING,
    **SEARCH,
}
