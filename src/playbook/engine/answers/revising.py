"""Words of batches of documents, revised by what an edit changed in them.

A batch (`shards.batch`) is made of the words of hundreds of documents, and its parts are
gates, hundreds of them too. Where an earlier run left them, and since then nothing is different but
the words of a few documents, the parts that these change are revised, and all others still hold:
none of it is computed, and nothing else is left to the next run. A batch then is known by how it
came about, no longer by what it holds: no other value has the same digest, and one that is made
anew and comes out equal has another, which makes its parts be compared.
"""

from array import array
from collections.abc import Mapping

from playbook.engine.answers.memo import Memo
from playbook.engine.cache.keeping import KEEPING
from playbook.engine.cache.naming import call_of, family_of, name_of, number_of
from playbook.engine.cache.packing import fingerprint
from playbook.engine.cache.tables.answer import Answer, State
from playbook.rendering.search.documents import word_lines
from playbook.rendering.search.revision import Revision
from playbook.rendering.search.row import FINEST_BITS, KEY_BITS, finest, key_of
from playbook.rendering.search.row import number_of as number_of_key
from playbook.rendering.search.shards import batch, part_of_batch

_Batch = tuple[int, int, int]
"""The arguments of `shards.batch`."""


def revised(memo: Memo, gates: Mapping[int, bytes]) -> dict[int, bool]:
    """Revise what can be revised of gates; return, by number, which of them changed.

    Those that are not among them are to be computed.
    """
    parts: dict[_Batch, dict[int, int]] = {}
    for number in gates:
        if (name := memo.remembered.name(number)) and not memo.at_hand(number):
            function, arguments = call_of(name)
            if function is part_of_batch:
                bits, words, part, place = arguments
                parts.setdefault((bits, words, part), {})[place] = number
    looked: dict[int, bool] = {}
    for held, numbers in parts.items():
        looked |= _Reviser(memo, held, numbers).looked()
    return looked


class _Reviser:
    """One batch; `numbers` are those of its parts, by place."""

    def __init__(self, memo: Memo, held: _Batch, numbers: Mapping[int, int]) -> None:
        self._memo, self._batch, self._numbers = memo, held, numbers
        self._number = number_of(name_of(("call", batch, *held)) or b"")

    def looked(self) -> dict[int, bool]:
        remembered, number = self._memo.remembered, self._number
        before = remembered.find(number)
        _, words, _ = self._batch
        if (
            before is None
            or remembered.state(number) is not State.MAYBE
            or self._memo.at_hand(number)
            or len(self._numbers) < 1 << words
        ):
            return {}
        found = self._revisions()
        if not found:
            return {}
        digests, revisions = found
        texts = self._texts(revisions)
        if texts is None:
            return {}
        changed = tuple((place, fingerprint(texts[place])) for place in sorted(texts))
        digest = fingerprint((before.digest, changed))
        calls = array("Q", before.calls)
        for at in range(0, len(calls), 2):
            calls[at + 1] = digests.get(calls[at], calls[at + 1])
        remembered.add([(number, before._replace(digest=digest, calls=calls.tobytes()))])
        rests_on = {number: int.from_bytes(digest, "little")}
        remembered.add(self._answer(place, text, rests_on) for place, text in texts.items())
        for place, gate in self._numbers.items():
            if place not in texts:
                remembered.settle(gate, State.CLEAN)
        return {gate: place in texts for place, gate in self._numbers.items()}

    def _answer(self, place: int, text: str, rests_on: Mapping[int, int]) -> tuple[int, Answer]:
        key = ("call", part_of_batch, *self._batch, place)
        packed = KEEPING[family_of(key)].pack(text)
        name = name_of(key) or b""
        return self._numbers[place], Answer.of(name, fingerprint(text), set(), rests_on, packed)

    def _revisions(self) -> tuple[dict[int, int], list[Revision]] | None:
        """Return the digests of answers that are other ones now, and what is different in these.

        None where something else than words of documents is different, or is not known any more.
        """
        remembered, (_, words, _) = self._memo.remembered, self._batch
        digests: dict[int, int] = {}
        revisions: list[Revision] = []
        for called, seen in remembered.relied_on(self._number):
            was = remembered.digest(called)
            before = remembered.value(called)
            now = int.from_bytes(self._memo.digest_now(called), "little")
            if now == seen:
                continue
            function, arguments = call_of(remembered.name(called) or b"")
            is_known = was is not None and int.from_bytes(was, "little") == seen
            if function is not word_lines or before is None or not is_known:
                return None
            (path,) = arguments
            node = self._memo.at_hand(called)
            if node is None or not self._is_alone(path):
                return None
            unpack = KEEPING[family_of(("call", word_lines))].unpack
            revisions.append(Revision(key_of(path), unpack(before), node.value, words))
            digests[called] = now
        return digests, revisions

    def _is_alone(self, path: str) -> bool:
        """Tell whether no other document has the key of this one."""
        key = key_of(path)
        some = self._memo.ask(("search", finest(number_of_key(key) >> (KEY_BITS - FINEST_BITS))))
        return [held for held in some if held[0] == key] == [(key, path)]

    def _texts(self, revisions: list[Revision]) -> dict[int, str] | None:
        """Return the parts that change; None where one is not known as it was."""
        texts: dict[int, str] = {}
        form = KEEPING[family_of(("call", part_of_batch))]
        for revision in revisions:
            for place in revision.places:
                if place not in texts:
                    packed = self._memo.remembered.value(self._numbers[place])
                    if packed is None:
                        return None
                    texts[place] = form.unpack(packed)
                texts[place] = revision.applied(place, texts[place])
        return texts
