"""Style sheets by which the page for what is not there knows how deep it is shown.

A server shows `404.html` at any address, and nothing in a page without scripts can tell how many
folders deep that is. But a style sheet is found at one depth only: `../assets/lost/1.css` from one
folder below the site, `../../assets/lost/2.css` from two. The sheet that is found brings the look
of the site along and shows those links that are right there.
"""

from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.hrefs import relative
from playbook.rendering.views.files.accent import ACCENT_URL

DEPTHS = range(1, 7)
"""So many folders below the site the page still finds it."""


def lost_url(depth: int) -> str:
    """Return the address of the sheet for a depth, from the root of the site."""
    return f"assets/lost/{depth}.css"


def lost_sheet(page: Page, view: View) -> str:
    """Return the sheet for the depth that is the page's part.

    Where a server has nothing above the site, several are found; each is right there, and the last
    one shows its links alone.
    """
    own = [ACCENT_URL] if view.setting("accent_color") else []
    sheets = ["assets/theme.css", *own, *(view.setting("extra_css") or ())]
    imports = "".join(f'@import "{relative(page.url, url)}";\n' for url in sheets)
    return (
        f"{imports}"
        "/* These links are right in the root of the site only. */\n"
        ".lost-here, .header, .sidebar, .footer-links { display: none; }\n"
        ".frame { display: block; max-inline-size: 56rem; margin-inline: auto; }\n"
        ".lost-ways { display: none; }\n"
        f".lost-ways-{page.part} {{ display: flex; }}\n"
    )
