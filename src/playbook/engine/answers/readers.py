"""Who asked what: the values that rest on the answer to a question."""

from collections.abc import Collection

from playbook.engine.answers.node import Node
from playbook.model.playbook import Question


class Readers:
    """What asked, by question; nobody is noted any more once nothing changes (`close`)."""

    def __init__(self) -> None:
        self._by_question: dict[Question, set[Node]] = {}
        self._is_closed = False

    def of(self, question: Question) -> Collection[Node]:
        """Return what rests on the answer to a question."""
        return self._by_question.get(question, ())

    def add(self, question: Question, node: Node) -> None:
        """Note that a value rests on the answer to a question."""
        if not self._is_closed:
            self._by_question.setdefault(question, set()).add(node)

    def remove(self, node: Node) -> None:
        """Forget a value, which has noted itself what it asked."""
        if self._is_closed:
            return
        for question in node.asked:
            if readers := self._by_question.get(question):
                readers.discard(node)
                if not readers:
                    del self._by_question[question]

    def close(self) -> None:
        """Take it that no answer changes any more, so that nobody will look for who asked."""
        self._is_closed = True

    def clear(self) -> None:
        """Forget all."""
        self._by_question.clear()
