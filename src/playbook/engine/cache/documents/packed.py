"""What a file contributes, as bytes."""

from playbook.engine.cache.documents.codec import open_rows
from playbook.engine.cache.documents.pool import Pool
from playbook.model.value import Value


class Packed(Value, frozen=True):
    """What a file contributes, as bytes; `document` is empty for a file that is none.

    The document is compressed, or will be (`FileShelf.press`). The rows are not: many questions
    take a few of them each.
    """

    rows: memoryview
    document: memoryview

    def within(self, rows: Pool, documents: Pool) -> "Packed":
        """Return the same with its bytes in pools."""
        return Packed(rows.put(self.rows), documents.put(self.document))

    @property
    def questions(self) -> bytes:
        """The numbers of the questions under which its rows are found, sorted."""
        return open_rows(self.rows).numbers.tobytes()
