"""The interface in English: `TEXTS` is every visible text, a module a topic.

A new topic is `en/TOPIC.py` and `de/TOPIC.py`, and a line here and in `de/__init__.py`.
"""

from playbook.rendering.strings.en.changes import CHANGES
from playbook.rendering.strings.en.desk import DESK
from playbook.rendering.strings.en.fields import FIELDS
from playbook.rendering.strings.en.glossary import GLOSSARY
from playbook.rendering.strings.en.interface import INTERFACE
from playbook.rendering.strings.en.lessons import LESSONS
from playbook.rendering.strings.en.matrix import MATRIX
from playbook.rendering.strings.en.mentions import MENTIONS
from playbook.rendering.strings.en.plans import PLANS
from playbook.rendering.strings.en.preview import PREVIEW
from playbook.rendering.strings.en.print import PRINT
from playbook.rendering.strings.en.proposing import PROPOSING
from playbook.rendering.strings.en.reading import READING
from playbook.rendering.strings.en.search import SEARCH
from playbook.rendering.strings.en.trees import TREES
from playbook.rendering.strings.en.views import VIEWS

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
    **TREES,
    **VIEWS,
    **PRINT,
    **READING,
    **SEARCH,
}
