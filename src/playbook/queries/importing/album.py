"""Images that documents show: what they are called beside the new documents."""

from collections.abc import Callable
from itertools import count
from posixpath import basename, splitext

from playbook.queries.importing.naming import safe_name


class Album:
    """Names the images of one import, each once; they lie in the folder of its documents.

    `held` returns the bytes of a file of the playbook, or None where there is none.
    """

    def __init__(self, folder: str, held: Callable[[str], bytes | None]) -> None:
        self._folder = folder
        self._held = held
        self._paths: dict[str, str] = {}
        self._taken: dict[str, bytes] = {}

    def path_of(self, place: str, data: bytes) -> str:
        """Return the path in the playbook of an image that lies at a place elsewhere.

        It keeps its name, as far as every system can store it. A name that another image has gets
        a number; an image that is in the playbook already, byte for byte, is that one.
        """
        if place not in self._paths:
            self._paths[place] = self._free(place, data)
        return self._paths[place]

    def _free(self, place: str, data: bytes) -> str:
        stem, suffix = splitext(basename(place))
        name = safe_name(stem, "image")
        for number in count(2):
            path = f"{self._folder}/{name}{suffix.lower()}"
            held = self._taken.get(path) or self._held(path)
            if held is None or held == data:
                break
            name = f"{safe_name(stem, 'image')}-{number}"
        self._taken[path] = data
        return path
