"""Rows as bytes: what could not be read back as it was is not written."""

import pytest

from playbook.engine.cache.documents.codec import pack_rows
from playbook.model.playbook import Row


def test_an_index_whose_values_could_not_be_read_back_is_refused() -> None:
    with pytest.raises(LookupError, match="what the values of “colour” are is not known"):
        pack_rows([Row("colour", "content/pages/a.md", "green")])
