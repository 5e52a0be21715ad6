"""Everything that a site consists of, as (address, bytes)."""

import errno
from collections.abc import Callable, Iterator

from playbook.engine.workspace.workspace import Workspace


def outputs(
    workspace: Workspace, read: Callable[[str], bytes | None]
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site: the rendered pages, then the files that are copied.

    `read` gives the bytes of a file that is published as it is. A page wins over a file of the same
    address. Raises `TemplateProblem` for a template that cannot be used, and `OSError` for a file
    that is no longer what it was when the playbook was checked.
    """
    seen: set[str] = set()
    for url in workspace.urls():
        data = workspace.page(url)
        if data is not None:
            seen.add(url)
            yield url, data
    for asset in workspace.assets():
        if asset.url not in seen:
            data = read(asset.path)
            if data is None:
                message = "it went away, or became unreadable, while the site was built"
                raise OSError(errno.EIO, message, asset.path)
            seen.add(asset.url)
            yield asset.url, data
