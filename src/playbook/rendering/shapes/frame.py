"""What every page has around its own matter."""

from typing import Literal

from playbook.model.value import Shape


class Frame(Shape, frozen=True):
    """What every page has around its own matter.

    `url` is the page's address from the root of the site (what `aria-current` compares with, and
    what `navigation.js` lists), `root` leads from the page to the root ("" or "../" …).
    `policy` is the content of the Content-Security-Policy meta element. A theme links its own files
    as `{{ frame.root }}assets/NAME`; `stylesheets` are the project's, after the theme's, and
    `scripts` likewise, loaded with `defer`. `icon_href` is the favicon, of `icon_type`; `logo_href`
    is "" where the theme's own mark stands beside the name, `desk_href` while there is no team.
    `body_class` names the view and the kind (`view-document kind-right`). `canonical` is "" unless
    the site says where it is published. `language` and `direction` belong on the html element.
    """

    site_name: str
    site_description: str
    title: str
    description: str
    language: str
    direction: Literal["ltr", "rtl"]
    url: str
    root: str
    policy: str
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    icon_href: str
    icon_type: str
    logo_href: str
    home_href: str
    map_href: str
    search_href: str
    desk_href: str
    glossary_href: str
    repo_href: str
    canonical: str
    indexed: bool
    body_class: str
