"""What a run goes out from besides its files: what the user chose, and what the settings say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from playbook.engine.history.past import Past
from playbook.engine.settings.doubtful_kinds import kinds_in_doubt
from playbook.engine.settings.site import Marks, Settings
from playbook.model.diagnostic import Diagnostic
from playbook.model.playbook import Row
from playbook.reading.parse import Library
from playbook.rendering.plan import site_pages

OPTIONS = "option:"
"""The path under which the options contribute rows, as if they were a file."""


@dataclass(frozen=True)
class Options:
    """What a run may choose: the day rules about time compare with (None: none), and for whom.

    `past` is the history that rules may look at; None switches them off.
    """

    as_of: date | None = None
    drafts: bool = False
    audience: str = ""
    past: Past | None = None


def option_rows(options: Options, settings: Settings) -> Iterator[Row]:
    """Yield what the options contribute."""
    yield Row("option", "drafts", options.drafts)
    yield Row("option", "audience", options.audience)
    if options.as_of:
        yield Row("option", "as_of", options.as_of)
    if options.past:
        # What documents there were depends on where documents are and which kinds there are.
        read = (settings.content_dir, settings.kinds)
        yield Row("option", "history", (options.past.revision, *read))
        yield Row("option", "shallow", options.past.is_shallow)


def setting_rows(
    settings: Settings,
    library: Library,
    marks: Marks | None = None,
    problems: Iterable[Diagnostic] = (),
) -> Iterator[Row]:
    """Yield what the settings contribute; `library` has the kinds that they define.

    `marks` tell where each is written, for what names a document. `problems` are what is wrong with
    them: of kinds that could not be defined less is said.
    """
    for name in Settings.model_fields:
        yield Row("setting", name, getattr(settings, name))
    if marks and (mark := marks.get(("changes_by",))):
        yield Row("setting-place", "changes_by", mark.value)
    for code, value in settings.severities().items():
        yield Row("severity", code, value)
    for name in sorted(kinds_in_doubt(problems, marks or {})):
        yield Row("kind-in-doubt", "", name)
    kinds = tuple(library.kinds.values())
    yield from site_pages(kinds, settings.site_url, accent=bool(settings.accent_color))
