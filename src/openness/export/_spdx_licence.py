"""Licences as SPDX writes them: identifiers of its list, and a `LicenseRef-` with a name for any other."""

import re
from hashlib import sha256

from attrs import frozen

from openness.errors import OpennessError
from openness.export.summary import Named, Outline
from openness.licensing.expression import Expression, Name, parse, renamed
from openness.value import Value
from openness.vocabulary import NOASSERTION

#: The words in the place of a licence's text that SPDX asks for. They are few, and so read as no text.
NO_TEXT = "The text is not part of this document."

_REF = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
_LONGEST = 60


@frozen(eq=False, repr=False)
class Ref(Value):
    """A licence that SPDX does not list.

    Args:
        id: its `LicenseRef-` in the document.
        name: what it is called.
        address: where its text can be read; empty where that is not known.
    """

    id: str
    name: str
    address: str


class SpdxLicences:
    """Licences of one outline as SPDX expressions; `refs` are those it has to define."""

    def __init__(self, outline: Outline) -> None:
        self.known = outline.named
        self.refs: dict[str, Ref] = {}

    def expression(self, licence: str) -> str:
        """A licence as an SPDX expression, `NONE` or `NOASSERTION`."""
        if licence in ("", NOASSERTION):
            return NOASSERTION
        if licence == "NONE":
            return licence
        known = self.known.get(licence)
        try:
            tree: Expression | None = parse(licence)
        except OpennessError:
            tree = None
        if tree is None or (known is not None and isinstance(tree, Name)):
            return self.named(known or Named(licence, licence))
        return str(renamed(tree, self.renamed))

    def renamed(self, name: Name) -> Expression:
        word = str(name)
        known = self.known.get(word) or Named(word, word)
        return name if known.listed else Name(self.named(known))

    def named(self, known: Named) -> str:
        """The identifier of a licence; of one that SPDX does not list a `LicenseRef-`."""
        if known.listed:
            return known.word
        id = ref_id(known.word)
        self.refs[id] = Ref(id, known.title, known.address)
        return id


def ref_id(word: str) -> str:
    """The `LicenseRef-` for a name: itself where it is one, else made from it.

    >>> ref_id("LicenseRef-Gemma"), ref_id("our terms")
    ('LicenseRef-Gemma', 'LicenseRef-our-terms-f0862dbe')
    """
    if _REF.fullmatch(word) and len(word) <= _LONGEST:
        return word
    slug = re.sub(r"[^A-Za-z0-9.]+", "-", word).strip("-.")[:_LONGEST] or "licence"
    return f"LicenseRef-{slug}-{sha256(word.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
