"""The address at which a document is edited."""

from urllib.parse import quote

from playbook.model.view import View


def edit_href(view: View, path: str) -> str:
    """Return where a file can be edited, by the template in the settings; "" without one."""
    template: str = view.setting("edit_uri_template") or ""
    if not template.startswith(("https://", "http://")):
        return ""
    return template.replace("{path}", quote(path, safe="/~"))
