"""`site.yml`: the settings of a playbook."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from playbook.engine.settings.registry import KINDS, RULES
from playbook.engine.settings.setting_types import (
    Colour,
    EditTemplate,
    Folder,
    Icon,
    Language,
    Multiple,
    Picture,
    Theme,
    WebAddress,
)
from playbook.kinds.custom.definition import KindDefinition
from playbook.kinds.custom.faults import Fault, definition_faults, usable
from playbook.model.address import Refers
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import Mark
from playbook.model.fields import Flag, Number, Text
from playbook.model.meant.nearest import did_you_mean
from playbook.model.record import Part, Path
from playbook.model.text import Source, Span
from playbook.reading.front_matter.validate import validate
from playbook.reading.front_matter.yaml import read_mapping
from playbook.reading.source.decode import decode

READ_TOO = ("templates", "themes")
"""Folders that are read besides the content folder."""


class Glossary(Part):
    """How the words of the glossary are used."""

    links: Flag = Field(default=True, description="Link the first use of a term in each section.")
    require: tuple[Text, ...] = Field(
        default=(), description="Words that must have an entry, found by `term/undefined`."
    )


class Fairness(Part):
    """From where on a share counts as unfair."""

    overload: Multiple = Field(
        default=1.5,
        description="A party's mean share of all risks, in equal shares, above which "
        "`agreement/overloaded` warns.",
    )
    lopsided: Multiple = Field(
        default=2.0,
        description="A party's share of one risk, as a multiple of an equal share, from which "
        "`agreement/lopsided-risk` speaks.",
    )
    asymmetry: Number = Field(
        default=20.0,
        description="Points of gain less pain above which `incentive/asymmetric` warns.",
    )


class Settings(Part):
    """Everything that `site.yml` may say. Every setting has a default; the file may be empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    site_name: Text = Field(default="Playbook", description="The name in the header of every page.")
    site_description: Text = Field(
        default="", description="One sentence below the name, on the home page."
    )
    site_url: WebAddress = Field(
        default="",
        description="Where the site is published: needed for `sitemap.xml`, and for addresses in "
        "calendars and feeds that hold anywhere.",
    )
    language: Language = Field(
        default="en",
        description="The language of the interface and of the search: `en` or `de`; for any other "
        "the interface is English, and written in the direction of the language. Findings are "
        "always English.",
    )
    content_dir: Folder = Field(default="content", description="The folder with the documents.")
    site_dir: Folder = Field(default="site", description="The folder the site is written to.")
    theme: Theme = Field(
        default="default", description="The theme: `default`, or a folder below `themes/`."
    )
    favicon: Icon = Field(
        default="",
        description="The icon of a browser's tab, relative to the content folder: an SVG, PNG or "
        "ICO file.",
    )
    logo: Picture = Field(
        default="",
        description="The picture beside the name in the header, relative to the content folder.",
    )
    accent_color: Colour = Field(
        default="",
        description='The colour of links, buttons and signs, such as `"#7a2048"`. Its hue is kept; '
        "it is made as dark, or for dark colours as light, as text must be to be read.",
    )
    extra_css: tuple[Text, ...] = Field(
        default=(), description="Style sheets of your own, relative to the content folder."
    )
    extra_javascript: tuple[Text, ...] = Field(
        default=(), description="Scripts of your own, relative to the content folder."
    )
    repo_url: WebAddress = Field(
        default="", description="Where the playbook's repository can be browsed."
    )
    edit_uri_template: EditTemplate = Field(
        default="",
        description="The address at which a file is edited, with `{path}` for its path as seen "
        "from `site.yml`, as in https://forge.example/playbook/edit/main/{path}; where the "
        "playbook is a folder of its repository, write the folder before `{path}`.",
    )
    indexing: Flag = Field(
        default=False, description="Allow search engines to index the site; a playbook is internal."
    )
    changes_by: Annotated[Text, Refers("right")] = Field(
        default="",
        description="The right that governs changes of agreements which name none, and of "
        "whatever else may be amended.",
    )
    audience: tuple[Text, ...] = Field(
        default=(), description="Named audiences a document may be for, besides `all`."
    )
    rules: dict[Text, Literal["error", "warning", "notice", "off"]] = Field(
        default_factory=dict,
        description="Severity by rule: `{ref/orphan: off}`.",
        examples=[{"ref/orphan": "off"}],
    )
    units: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Spellings of one unit that mean the same: `{hours/week: [h/wk, h/week]}`.",
        examples=[{"hours/week": ["h/wk", "h/week"]}],
    )
    glossary: Glossary = Field(
        default_factory=Glossary,
        description="How glossary words are used.",
        examples=[{"links": False}],
    )
    fairness: Fairness = Field(
        default_factory=Fairness,
        description="From where on a share is unfair.",
        examples=[{"overload": 1.8}],
    )

    kinds: dict[Text, KindDefinition] = Field(
        default_factory=dict,
        description="Kinds of your own, and fields of your own in built-in kinds: "
        "`{agreement: {fields: {cost-centre: {type: text}}}}`; see docs/extending.md.",
        examples=[{"agreement": {"fields": {"cost-centre": {"type": "text"}}}}],
    )

    @property
    def reading(self) -> tuple[object, ...]:
        """What decides how files are read."""
        return self.content_dir, self.theme, self.kinds

    def severities(self) -> dict[str, Severity]:
        """Return severity by rule code, as set."""
        return {code: Severity(name) for code, name in self.rules.items()}


Marks = Mapping[Path, Mark]


def read_settings(name: str, data: bytes) -> tuple[Settings, Source, Marks, tuple[Diagnostic, ...]]:
    """Read `site.yml`; what is wrong is reported and left at its default."""
    source, undecoded = decode(name, data)
    plain, marks, unread = read_mapping(source, 0, len(source.text))
    checked = validate(Settings, plain, marks, source, "site.yml")
    settings = checked.record
    # That other programs would read `off` as false is of no use here: none reads this file.
    problems = [*undecoded, *(p for p in unread if p.severity is Severity.ERROR)]
    # What stands behind a mistake in the YAML was not read: it may well be there, and right.
    half_read = any(problem.code == "text/yaml-error" for problem in unread)
    mistakes = checked.problems
    problems += (m for m in mistakes if not half_read or m.code == "text/unknown-field")
    problems += _unknown_rules(settings, checked.marks, source)
    problems += _unquoted_colour(settings, checked.marks, source)
    problems += _untranslated(settings, checked.marks, source)
    wrong = tuple(definition_faults(settings.kinds, KINDS))
    if wrong:
        settings = settings.model_copy(update={"kinds": usable(settings.kinds, wrong)})
        told = {problem.span for problem in mistakes}
        problems += (
            _wrong_definition(found, checked.marks, source)
            for found in wrong
            if not (half_read or _follows(found, checked.marks, told))
        )
    for folder in (settings.content_dir, *READ_TOO):
        if overlap(settings.site_dir, folder):
            message = f"the site would be written to where {folder}/ is read"
            problems.append(fault(source, checked.marks, ("site_dir",), message, "try site"))
            settings = settings.model_copy(update={"site_dir": "site"})
            break
    return settings, source, checked.marks, tuple(problems)


def overlap(one: str, other: str) -> bool:
    """Tell whether one of two folders is, or holds, the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def fault(source: Source, marks: Marks, place: Path, message: str, hint: str = "") -> Diagnostic:
    """Return a finding about a value of `site.yml`, or about the file where it is not written."""
    mark = marks.get(place)
    span = mark.value if mark else source.span(0, 0)
    return Diagnostic("text/bad-value", Severity.ERROR, span, message, hint)


def _follows(found: Fault, marks: Marks, told: Collection[Span]) -> bool:
    """Tell whether a fault of a field only follows from its type, which could not be read."""
    mark = marks.get((*found.place[:4], "type"))  # kinds, a name, fields, a name
    return mark is not None and mark.value in told


def _wrong_definition(found: Fault, marks: Marks, source: Source) -> Diagnostic:
    """Return a finding about a kind or field; at its key where that is wrong, or no value is."""
    mark = marks.get(found.place)
    if mark is None:
        mark = marks.get(found.place[:-1])
        span = (mark.key or mark.value) if mark else source.span(0, 0)
    else:
        span = mark.key if found.key and mark.key else mark.value
    return Diagnostic("text/bad-value", Severity.ERROR, span, found.message, found.hint)


def _unquoted_colour(settings: Settings, marks: Marks, source: Source) -> Iterator[Diagnostic]:
    """Tell that a colour without quotation marks is a remark, and no colour."""
    mark = marks.get(("accent_color",))
    if mark is None or mark.key is None or settings.accent_color:
        return
    line = source.line(source.position(mark.key.start).line)
    _, _, remark = line.partition("#")
    if remark and not line.partition(":")[2].partition("#")[0].strip():
        message = "`accent_color` says nothing: what follows a # is a remark"
        hint = f'write accent_color: "#{remark.strip()}"'
        yield Diagnostic("text/bad-value", Severity.ERROR, mark.key, message, hint)


def _untranslated(settings: Settings, marks: Marks, source: Source) -> Iterator[Diagnostic]:
    """Tell that the interface does not speak the language of the site, and which it speaks."""
    language = settings.language.partition("-")[0].lower()
    if language == "en":
        return
    from playbook.rendering.strings import LANGUAGES  # noqa: PLC0415 - English needs no look

    if language not in LANGUAGES:
        message = f"the interface has no texts in “{settings.language}” and will be in English"
        mark = marks.get(("language",))
        span = mark.value if mark else source.span(0, 0)
        hint = f"it speaks {', '.join(sorted(LANGUAGES))}"
        yield Diagnostic("text/bad-value", Severity.NOTICE, span, message, hint)


def _unknown_rules(settings: Settings, marks: Marks, source: Source) -> Iterator[Diagnostic]:
    known = {rule.code for rule in RULES}
    for code in settings.rules:
        if code not in known:
            mark = marks.get(("rules", code))
            span = mark.key if mark and mark.key else source.span(0, 0)
            family = sorted(rule for rule in known if rule.startswith(f"{code}/"))
            hint = did_you_mean(code, known) or "`playbook explain` lists them"
            hint = f"rules are set one by one: {', '.join(family)}" if family else hint
            message = f"there is no rule “{code}”"
            yield Diagnostic("text/unknown-field", Severity.ERROR, span, message, hint)
