"""`site.yml`: the settings of a playbook."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from playbook.model.address import Refers
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import Mark
from playbook.model.fields import Flag, Number, Text
from playbook.model.record import Part, Path
from playbook.model.text import Source
from playbook.reading.validate import validate
from playbook.reading.yaml import read_mapping


class Glossary(Part):
    """How the words of the glossary are used."""

    links: Flag = Field(default=True, description="Link the first use of a term in each section.")
    require: tuple[Text, ...] = Field(
        default=(), description="Words that must have an entry, found by `term/undefined`."
    )


class Fairness(Part):
    """From where on a share counts as unfair."""

    overload: Number = Field(
        default=1.5,
        description="A party's mean share of all risks, in equal shares, above which "
        "`agreement/overloaded` warns.",
    )
    lopsided: Number = Field(
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
    site_url: Text = Field(
        default="", description="Where the site is published; only needed for `sitemap.xml`."
    )
    language: Text = Field(
        default="en", description="The language of the interface and of the search."
    )
    content_dir: Text = Field(default="content", description="The folder with the documents.")
    site_dir: Text = Field(default="site", description="The folder the site is written to.")
    theme: Text = Field(
        default="default", description="The theme: `default`, or a folder below `themes/`."
    )
    extra_css: tuple[Text, ...] = Field(
        default=(), description="Style sheets of your own, relative to the content folder."
    )
    repo_url: Text = Field(
        default="", description="Where the playbook's repository can be browsed."
    )
    edit_uri_template: Text = Field(
        default="",
        description="The address at which a file is edited, with `{path}` for its path in "
        "the repository, as in https://forge.example/playbook/edit/main/{path}.",
    )
    indexing: Flag = Field(
        default=False, description="Allow search engines to index the site; a playbook is internal."
    )
    changes_by: Annotated[Text, Refers("right")] = Field(
        default="", description="The right that governs changes of agreements which name none."
    )
    audience: tuple[Text, ...] = Field(
        default=(), description="Named audiences a document may be for, besides `all`."
    )
    rules: dict[Text, Literal["error", "warning", "notice", "off"]] = Field(
        default_factory=dict, description="Severity by rule: `{ref/orphan: off}`."
    )
    units: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Spellings of one unit that mean the same: `{hours/week: [h/wk, h/week]}`.",
    )
    glossary: Glossary = Field(default_factory=Glossary, description="How glossary words are used.")
    fairness: Fairness = Field(
        default_factory=Fairness, description="From where on a share is unfair."
    )

    def severities(self) -> dict[str, Severity]:
        """Return severity by rule code, as set."""
        return {code: Severity(name) for code, name in self.rules.items()}


def read_settings(source: Source) -> tuple[Settings, dict[Path, Mark], tuple[Diagnostic, ...]]:
    """Read `site.yml`; what is wrong is reported and left at its default."""
    data, marks, problems = read_mapping(source, 0, len(source.text))
    checked = validate(Settings, data, marks, source, "site.yml")
    return checked.record, dict(checked.marks), (*problems, *checked.problems)
