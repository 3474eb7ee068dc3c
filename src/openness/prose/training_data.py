"""The licence of the data that trained a model, as the prose of its card states it: “The training data is licensed under …”.

It says nothing of the licence of the weights; where it forbids commerce and these allow it, a person should know.
"""

from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.licence_name import runs
from openness.prose.reader import sentences
from openness.prose.subject import speaks_of_another
from openness.vocabulary.patterns import pattern

#: Words for what trained the model; of other data nobody can tell.
_DATA = (
    r"(?:(?:pre-?|post-?)?training|fine-?tuning|instruction(?:-tuning)?)[ -](?:data|data ?sets?|sets?|corpus|corpora|mixture)"
    r"|(?:data|data ?sets?|corpus|corpora) (?:(?:that (?:was|were) )?used )?(?:to (?:pre-?)?train|for (?:pre-?)?training)\b"
    r"(?: (?:(?:the|this|our) )?(?:models?|weights|it))?"
)
_SAYS = pattern(rf"(?i)\b(?:{_DATA}|(?:trained|tuned) (?:on|with|using))\b")
_UNDER = pattern(
    rf"(?i)\A\W*(?:(?:the|our|its|all) )*(?:(?-i:[A-Z0-9])[\w.-]* ){{0,3}}(?:{_DATA})(?: (?:itself|\([^()]*\)))? "
    r"(?:(?:is|are|was|were)(?: (?:itself|also|only|all))? )?"
    r"(?:(?:licen[cs]ed|released|distributed|available|published|provided|shared|made available)(?: \w+)? )?"
    r"(?:under|by|as|with)\b(?! (?:no|an? different|another)\b)"
)
#: A data set that it was trained on, and what that is under.
_TRAINED = pattern(
    r"(?i)\A\W*(?:(?:the|this|our) model|it) (?:is|was|has been) (?:pre-?|fine-?)?(?:trained|tuned) "
    r"(?:on|with|using) [^,;:]{1,80}?"
    r",? (?:which|that) (?:is|are|was|were) (?:(?:licen[cs]ed|released|distributed|available|published|provided) )?under\b"
)
_LABEL = pattern(rf"(?i)\A\W*(?:(?:the|our) )?(?:licen[cs]e of (?:the )?(?:{_DATA})|(?:{_DATA}) licen[cs]e)\W*\Z")
_LONG = 400  # characters of a sentence that states one


class TrainingDataLicence(NamedTuple):
    """A statement on the licence of training data.

    Args:
        line: how many lines down it is said.
        names: runs of words and addresses that may hold the name of a licence, the likeliest first.
        sentence: the words that say so.
    """

    line: int
    names: tuple[str, ...]
    sentence: str


def training_data_licences(body: str) -> Iterator[TrainingDataLicence]:
    """The statements of a model's prose on the licence of the data that trained it, in its order.

    >>> [found.names for found in training_data_licences("The training data is licensed under CC-BY-NC-4.0.")]
    [('CC-BY-NC-4.0',)]
    """
    if not _SAYS.search(body):
        return
    for sentence in sentences(body):
        if sentence.copied or sentence.sort in ("heading", "quote", "code") or sentence.text.endswith("?"):
            continue
        if len(sentence.text) > _LONG or speaks_of_another(sentence.text, "", body):
            continue
        stated = _UNDER.match(sentence.text) or _TRAINED.match(sentence.text)
        first = stated.end() if stated else sentence.value if _LABEL.match(sentence.label) else None
        if first is None:
            continue
        names = [link.address for link in sentence.links if link.start >= first and "://" in link.address]
        names += [name for _, name in runs(sentence.text, first)]
        if names:
            yield TrainingDataLicence(sentence.line, tuple(dict.fromkeys(names)), sentence.shown)
