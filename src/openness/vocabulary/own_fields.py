"""Fields that nobody knows, and what their names tell of the words in them."""

from openness.recent import remembered
from openness.vocabulary import Kind, hub

#: Words in the name of a field of terms, or of notes and remarks: what it says may limit the model, in a record too.
_OF_TERMS = frozenset(
    "license licence licenses licences licensing licensed unlicensed spdx terms tos eula aup agreement legal policy rights "
    "permission permissions permitted allowed disallowed prohibited prohibition prohibitions forbidden restriction restrictions "
    "restricted limitation limitations condition conditions use uses usage commercial commercially noncommercial disclaimer "
    "readme notice note notes comment comments remark remarks warning caveat caveats".split()
)
#: Words of a field that holds the text of a licence, one of which it must have; and the characters that such a text has.
_OF_A_TEXT = frozenset("license licence licenses licences licensing terms eula agreement".split())
_WITH_A_TEXT = frozenset("text full content contents body file of use service model weights raw".split())
_LONG = 200
_KINDS = frozenset(kind.value for kind in Kind)  # what stands behind one is about that part


@remembered(1 << 12)  # cards and tables bring their own
def tells_of_terms(field: str) -> bool:
    """True for a field that nobody knows and that, by its name, tells of the terms of a model: a table of records has it read.

    >>> [tells_of_terms(field) for field in ("usage_restrictions", "LicenseText", "notes", "license", "downloads")]
    [True, True, True, False, False]
    >>> tells_of_terms("cardData.license"), tells_of_terms("training-code.license")
    (True, False)
    """
    if field in hub.IDLE_KEYS or field.partition(".")[0] in _KINDS or not hub.is_unknown(field):
        return False
    return not _OF_TERMS.isdisjoint(hub.spelt_out(field).split())


def may_limit(field: str) -> bool:
    """True for a field that states a licence, or tells of terms, in whatever file.

    >>> [may_limit(field) for field in ("license", "Licence", "usage", "eos_token")]
    [True, True, True, False]
    """
    return field == "license" or hub.is_misspelt(field) or tells_of_terms(field)


def is_licence_text(field: str, words: str) -> bool:
    """True where what an unknown field says is the text of a licence by its name and its length.

    >>> is_licence_text("license_text", "Permission is hereby granted … " * 20), is_licence_text("licenseText", "MIT")
    (True, False)
    """
    if len(words) <= _LONG:
        return False
    named = hub.spelt_out(field).split()
    return not _OF_A_TEXT.isdisjoint(named) and _OF_A_TEXT.union(_WITH_A_TEXT).issuperset(named)
