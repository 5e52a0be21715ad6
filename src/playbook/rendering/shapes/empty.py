"""What a view says while there is nothing to show: what to write first, and how."""

from playbook.model.value import Shape


class Empty(Shape, frozen=True):
    """An empty view: `text` says what is missing, `command` makes it.

    `example` is how the file `path` could look once it is filled in.
    """

    text: str
    command: str
    path: str
    example: str
