"""Fields that no format knows: what they say is read as a sentence behind a label."""

import re
from collections.abc import Container, Iterable, Iterator

from openness.formats._card_fields import is_of_another_sort
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.vocabulary import hub
from openness.vocabulary.own_fields import may_limit

#: Words of a field that name a right which every open licence grants.
_GRANTED = frozenset(
    "use usage commercial commercially commercialization commercialisation redistribution redistribute redistributable "
    "distribution sharing modification modifications modify modifiable derivative derivatives derivation adaptation "
    "adaptations sublicensing sublicense sublicensable resale reproduction".split()
)
#: Words that may stand beside those: a field with any other, such as `use_cache`, names something else.
_BESIDE = frozenset(
    "allow allows allowed is are can may be permit permits permitted permission permissions free for of to and or the you in "
    "it this model models weights work works purpose purposes product products production business private public research "
    "academic x license licence licensing terms right rights granted grant any unrestricted".split()
)
#: Words of a field that names limits, and not rights.
_LIMITING = frozenset(
    "no non not noncommercial restriction restrictions restricted limit limits limited limitation limitations condition "
    "conditions prohibited prohibition prohibitions forbidden disallowed banned".split()
)
_NO = frozenset("no false n off none never 0".split())
#: A plain no behind a label within a text, as in an object that is written as text.
_SAID_NO = re.compile(rf"[:=][ \t\"']{{0,4}}({'|'.join(sorted(_NO))})\b(?![ \t]{{0,4}}\w)", re.IGNORECASE)
#: Where nothing else stands behind a label of terms, nothing is given; behind a holder's name it is a copyright line.
_RESERVED = re.compile(
    r"all rights (?:are )?reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|все права защищены|版权所有|保留所有权利"
)
_RIGHT = 40  # characters of the name of a right
_NOTHING = _NO | frozenset(("-", "–", "—", "n/a", "na", "nil", "nothing", "not applicable"))


def words_beside(field: str, words: Iterable[str | bool]) -> Iterator[str]:
    """The sentences that an unknown field says: one behind its label for each of its words.

    A plain no behind a right that an open licence grants takes it away, within the word too; behind limits it says nothing.

    >>> list(words_beside("commercial_use", [False])), list(words_beside("terms", ["for research only"]))
    (['commercial use: no (not allowed)'], ['terms: for research only'])
    >>> list(words_beside("usage_restrictions", ["None"])), list(words_beside("use_cache", [False]))
    ([], ['use cache: no'])
    >>> list(words_beside("rights", ["All rights reserved", "(c) 2024 Acme. All rights reserved"]))
    ['rights: All rights reserved (use is not allowed)', 'rights: (c) 2024 Acme. All rights reserved']
    >>> list(words_beside("usage", ['{"commercial_use": false}']))[1:]
    ['commercial use: false (not allowed)']
    """
    label = "base model" if hub.names_base(field) or hub.may_name_base(field) else hub.spelt_out(field)
    limits = not _LIMITING.isdisjoint(label.split())
    for word in words:
        value = ("yes" if word else "no") if isinstance(word, bool) else word
        folded = value.strip(" .").lower()
        if not (limits and folded in _NOTHING):
            denied = (
                " (not allowed)" if _takes_away(label, folded) else " (use is not allowed)" * _reserves(field, folded)
            )
            yield f"{label}: {value}{denied}"
        for found in _SAID_NO.finditer(value):
            before = value[max(0, found.start() - _RIGHT) : found.start()].rstrip(" \t\"'")
            right = hub.spelt_out(re.split(r"[^\w -]", before)[-1].strip())
            if _takes_away(right, found[1].lower()):
                yield f"{right}: {found[1]} (not allowed)"


def _reserves(field: str, word: str) -> bool:
    """True where a field of terms, or of copyright, says that all rights are reserved, and nothing else."""
    return _RESERVED.fullmatch(word) is not None and (may_limit(field) or "copyright" in field.lower())


def _takes_away(label: str, word: str) -> bool:
    """True for a plain no behind a right that an open licence grants."""
    of_label = frozenset(label.split())
    return word in _NO and not _GRANTED.isdisjoint(of_label) and of_label <= _GRANTED | _BESIDE


def words_within(node: Node, apart: Container[str] = ()) -> Iterator[Scalar]:
    """Every word in a node that says something, in the order in which they stand.

    Args:
        node: what is read.
        apart: keys below which nothing is read, wherever they stand.
    """
    if isinstance(node, Scalar):
        if not node.null and node.text.strip():
            yield node
        return
    for below in node.items if isinstance(node, Sequence) else (value for key, value in node if key.text not in apart):
        yield from words_within(below, apart)


def without_keys(node: Node, apart: Container[str]) -> Node:
    """A node without the fields of some names, wherever they stand in it."""
    if isinstance(node, Mapping):
        pairs = ((key, without_keys(value, apart)) for key, value in node if key.text not in apart)
        return Mapping(tuple(pairs), node.line)
    if isinstance(node, Sequence):
        return Sequence(tuple(without_keys(item, apart) for item in node.items), node.line)
    return node


def other_words(
    fields: Iterable[tuple[str, Node]], prose: Container[str], apart: Container[str]
) -> Iterator[tuple[int, str]]:
    """The words of an object in fields that its reader does not read as something else, each with its line.

    What a field that nobody reads says may limit the use, so a format lists the fields whose words are no
    sentences, and not those that may hold one.

    Args:
        fields: the fields of the object.
        prose: fields of texts for people; their words are read as they stand.
        apart: fields that are read as what they are, here and within fields of prose. What any other field holds is
            read as a sentence behind its label.
    """
    for field, value in fields:
        if field in prose:
            yield from ((word.line, word.text) for word in words_within(value, apart))
        elif field not in apart:
            yield from ((value.line, sentence) for sentence in sentences_beside(field, value))


def telling_fields(node: Node) -> Iterator[tuple[str, Node]]:
    """The fields within a node whose names tell of terms, or that state a licence, wherever they stand.

    What a program keeps is full of words for itself, so nothing else of it is read.
    """
    if isinstance(node, Sequence):
        for item in node.items:
            yield from telling_fields(item)
    elif isinstance(node, Mapping):
        for key, value in node:
            name = key.text.rpartition(".")[2]
            if may_limit(name):
                yield name, value
            else:
                yield from telling_fields(value)


def own_fields(field: str, node: Node) -> Iterator[tuple[str, Node]]:
    """The fields of a card's own: one that is none of the Hub's or holds what it cannot, or such fields in a list of results."""
    if hub.is_unknown(field) or is_of_another_sort(field, node):
        yield field, node
    elif field in hub.INDICES:
        for entry in node.items if isinstance(node, Sequence) else (node,):
            for key, value in entry if isinstance(entry, Mapping) else ():
                if key.text not in hub.OF_AN_INDEX:
                    yield key.text, value


def sentences_beside(field: str, node: Node) -> Iterator[str]:
    """The same of a field and all the words that it holds; one below a key of its own is said behind that too."""
    for label, word in _labelled(field, node):
        texts = (word.text if word.boolean is None else word.boolean,)
        yield from words_beside(field, texts)
        if label != field:
            yield from words_beside(label, texts)


def _labelled(label: str, node: Node) -> Iterator[tuple[str, Scalar]]:
    """Every word in a node that says something, behind the nearest key."""
    if isinstance(node, Mapping):
        for key, value in node:
            yield from _labelled(key.text, value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _labelled(label, item)
    else:
        yield from ((label, word) for word in words_within(node))
