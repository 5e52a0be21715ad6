"""The interface in German: every text of `strings/en.py` under the same key, a module a topic."""

from playbook.rendering.strings.de_changes import CHANGES
from playbook.rendering.strings.de_desk import DESK
from playbook.rendering.strings.de_fields import FIELDS
from playbook.rendering.strings.de_glossary import GLOSSARY
from playbook.rendering.strings.de_interface import INTERFACE
from playbook.rendering.strings.de_kinds import KINDS
from playbook.rendering.strings.de_lessons import LESSONS
from playbook.rendering.strings.de_matrix import MATRIX
from playbook.rendering.strings.de_mentions import MENTIONS
from playbook.rendering.strings.de_plans import PLANS
from playbook.rendering.strings.de_preview import PREVIEW
from playbook.rendering.strings.de_print import PRINT
from playbook.rendering.strings.de_proposing import PROPOSING
from playbook.rendering.strings.de_reading import READING
from playbook.rendering.strings.de_search import SEARCH
from playbook.rendering.strings.de_views import VIEWS

TEXTS: dict[str, str] = {
    **CHANGES,
    **DESK,
    **FIELDS,
    **GLOSSARY,
    **INTERFACE,
    **KINDS,
    **LESSONS,
    **MATRIX,
    **MENTIONS,
    **PLANS,
    **PREVIEW,
    **PRINT,
    **PROPOSING,
    **READING,
    **SEARCH,
    **VIEWS,
}
