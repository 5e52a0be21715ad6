"""The interface in German: every text of `strings/en/` under the same key, a module a topic."""

from playbook.rendering.strings.de.changes import CHANGES
from playbook.rendering.strings.de.desk import DESK
from playbook.rendering.strings.de.fields import FIELDS
from playbook.rendering.strings.de.glossary import GLOSSARY
from playbook.rendering.strings.de.interface import INTERFACE
from playbook.rendering.strings.de.kinds import KINDS
from playbook.rendering.strings.de.lessons import LESSONS
from playbook.rendering.strings.de.matrix import MATRIX
from playbook.rendering.strings.de.mentions import MENTIONS
from playbook.rendering.strings.de.plans import PLANS
from playbook.rendering.strings.de.preview import PREVIEW
from playbook.rendering.strings.de.print import PRINT
from playbook.rendering.strings.de.proposing import PROPOSING
from playbook.rendering.strings.de.reading import READING
from playbook.rendering.strings.de.search import SEARCH
from playbook.rendering.strings.de.trees import TREES
from playbook.rendering.strings.de.views import VIEWS

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
    **TREES,
    **VIEWS,
}
