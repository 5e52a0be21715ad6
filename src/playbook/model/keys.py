"""Keys of rows: what names they are made of, and which name stands in one.

A document's key is its address, `kind:id` (`address.document_key`). What it lists has
`kind:id#item`, a place in a file `path#anchor`. References to a document are found under three
keys: its address, `id:…` where its kind was not written, and `path:…` for links to its file.
"""

from posixpath import basename, splitext

from playbook.model.address import Address

_PATH = "path:"


def item_key(address: str, item: str) -> str:
    """Return the key of what a document lists; `address` is `kind:id`."""
    return f"{address}#{item}"


def item_in(key: str) -> str:
    """Return the name of the item in a key of one."""
    return key.partition("#")[2]


def place_key(path: str, anchor: str) -> str:
    """Return the key of a heading or node in a file."""
    return f"{path}#{anchor}"


def file_in(key: str) -> str:
    """Return the path of the file in a key of a place in it: only a path can have a `#` in it."""
    return key.rpartition("#")[0]


def path_key(path: str) -> str:
    """Return the key of links to a file."""
    return f"{_PATH}{path}"


def id_key(identifier: str) -> str:
    """Return the key of references by an id alone, whatever the kind."""
    return f"id:{identifier}"


def reference_key(address: Address) -> str:
    """Return the key of references that are written as an address."""
    return address.document if address.kind else id_key(address.id)


def is_of_path(key: str) -> bool:
    """Tell whether a key is that of links to a file."""
    return key.startswith(_PATH)


def name_in(key: str) -> str:
    """Return what a document is called in a key: its id or its file's name, without folders.

    The key may be an address, an id alone, an item of a document, or one of references to it.
    """
    if is_of_path(key):
        return splitext(basename(key))[0]
    return basename(Address.parse(key).id)
