"""What every page has around its own matter."""

from typing import Literal

from playbook.model.value import Shape


class Around(Shape, frozen=True, gc=True, weakref=True, cache_hash=True):
    """What all pages have around their own matter that lie equally deep.

    `root` leads from the page to the root of the site ("" or "../" …). `policy` is the content of
    the Content-Security-Policy meta element. A theme links its own files as
    `{{ frame.root }}assets/NAME`; `stylesheets` are the project's, after the theme's, and `scripts`
    likewise, loaded with `defer`. `icon_href` is the favicon, of `icon_type`; `logo_href` is ""
    where the theme's own mark stands beside the name, `desk_href` while there is no team.
    `language` and `direction` belong on the html element.
    """

    site_name: str
    site_description: str
    language: str
    direction: Literal["ltr", "rtl"]
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


class Frame(Around, frozen=True):
    """What a page has around its own matter: what others have, too (`around`), and its own.

    `url` is the page's address from the root of the site (what `aria-current` compares with, and
    what `navigation.js` lists). `body_class` names the view and the kind (`view-document
    kind-right`). `canonical` is "" unless the site says where it is published.
    """

    title: str
    description: str
    url: str
    canonical: str
    indexed: bool
    body_class: str
    around: Around
