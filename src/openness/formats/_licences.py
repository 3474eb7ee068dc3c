"""The licences that a document names, or defines itself, as claims.

An id that begins with `LicenseRef-` is the document's own: it means the text, or else the name, that stands there, and
never what somebody else calls by the same id.
"""

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from openness.errors import OpennessError
from openness.licensing.expression import Any, Expression, Name, all_of, parse
from openness.release.claim import SILENT, Claim, Fact, Rule, unordered
from openness.release.location import Source
from openness.release.release import LicenceText
from openness.syntax.document import LICENCE_LIMIT
from openness.value import Value
from openness.vocabulary import NOASSERTION, Basis

#: Words that say nothing.
SILENCE = frozenset(("", "NOASSERTION", "N/A", "UNKNOWN"))

_TITLE = 120  # characters of a licence's text, in one line, that are its name at most
_LOCAL = re.compile(r"(?:DocumentRef-[\w.+-]+:)?LicenseRef-[\w.+-]+", re.IGNORECASE)
_SHARED = re.compile(r"LicenseRef-scancode-[\w.+-]+", re.IGNORECASE)  # a published vocabulary of ids


@frozen(eq=False, repr=False)
class Own(Value):
    """A licence that a document defines itself.

    Args:
        name: what it calls it; empty where it does not.
        text: the text it holds; empty for none.
        line: where that stands.
        unread: whether there is a text that could not be read.
        written: what stands where it is referred to, if that is not its id.
    """

    name: str = ""
    text: str = ""
    line: int = 0
    unread: bool = False
    written: str = ""

    @property
    def title(self) -> str:
        """A name, or a text so short that it can be nothing else."""
        return self.name or ("" if self.holds_text or self.text in SILENCE else self.text)

    @property
    def holds_text(self) -> bool:
        """True where there is a text, and not a title in its place."""
        return self.unread or len(self.text) > _TITLE or "\n" in self.text

    def texts(self, document: str) -> tuple[LicenceText, ...]:
        """The text, to be identified; empty where it could not be read or is too long."""
        if not self.holds_text:
            return ()
        text = "" if self.unread or len(self.text) > LICENCE_LIMIT else self.text
        return (LicenceText(Source(document, self.line), (), text),)


def licence_said(
    words: Iterable[str], own: Mapping[str, Own], source: Source, because: str = ""
) -> tuple[Fact, tuple[LicenceText, ...]]:
    """The licence that a statement names, and the texts of the document's own licences that bind with it.

    A licence the document defines itself is what its text and its name say, never what somebody else calls by the
    same id. All of several words apply.

    Args:
        words: licences or expressions, as they are written.
        own: the licences the document defines, by id.
        source: where it stands.
        because: what the document calls the statement.
    """
    names = [word for word in dict.fromkeys(map(str.strip, words)) if word not in SILENCE]
    if not names:
        return SILENT, ()
    values: list[str] = []
    written = [own[word].written or word if word in own else word for word in names]
    texts: list[LicenceText] = []
    local = False
    for word in names:
        if (defined := own.get(word)) is not None:
            title = defined.title or (word if _SHARED.fullmatch(word) else "other")
            values.append(title if len(names) == 1 else NOASSERTION)
            texts.extend(defined.texts(source.document))
            local = True
            continue
        values.append(_LOCAL.sub(lambda found: found[0] if _is_shared(found[0], own) else NOASSERTION, word))
        texts.extend(text for id in _binding(word) if id in own for text in own[id].texts(source.document))
    alone = len(values) == 1
    value = values[0] if alone else all_of(values)
    rule = Rule.NAMED_LOCALLY if alone and local else None
    claim = Claim(value, Basis.DECLARED, source, " AND ".join(written), because, rule=rule)
    return Fact((claim,)), unordered(texts)


def _is_shared(id: str, own: Mapping[str, Own]) -> bool:
    return id not in own and _SHARED.fullmatch(id) is not None


def _binding(word: str) -> tuple[str, ...]:
    """The licences of an expression that bind whatever is chosen, and those to choose from that the document words anew."""
    try:
        waiting: list[Expression] = [parse(word)]
    except OpennessError:
        return ()
    ids = []
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, Name):
            ids.append(tree.id)
        elif isinstance(tree, Any):  # an id of the document's own grants nothing there, but one that SPDX lists may
            waiting.extend(part for part in tree.parts if isinstance(part, Name) and not _LOCAL.fullmatch(part.id))
        else:
            waiting.extend(tree.parts)
    return tuple(ids)
