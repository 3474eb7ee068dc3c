"""The words by which a sentence says that a model came from another, and whether they are said of the card's own model."""

from bisect import bisect_left

from openness.prose.clause import Clause, Find
from openness.prose.reader import Sentence
from openness.prose.subject import NOUNS, OTHER, is_article, is_own, is_plain, is_said_of_own, words_of
from openness.vocabulary import Relation
from openness.vocabulary.patterns import pattern

# The surest first: of two that stand before a name, as “LoRA fine-tuned from”, the first here tells the relation.
RELATIONS = {
    "made-merge": Relation.MERGE,
    "made-adapter": Relation.ADAPTER,
    "made-quantisation": Relation.QUANTISATION,
    "made-fine-tune": Relation.FINE_TUNE,
    "made-near": Relation.FINE_TUNE,
    "trained-on": Relation.ADAPTER,  # a data set may stand there, so only a link or a well-known name counts
}
#: Lists of verbs of which the model behind is the object, and the words that may stand between.
TAKING = {"takes": 4, "teaches": 2, "shows": 2}
_CHANGED = 16  # words between a model that is taken and what is done to it
FURTHEST = 400  # characters of a sentence among which its subject and what it says of it stand
_FIRST = 4  # words at the begin of a clause among which its subject stands
#: Nouns for what is made of a model, which a card begins with: “a DreamBooth fine-tune of”.
_MADE = frozenset(
    "fine finetune finetunes lora qlora adapter merge mix version variant quantization quantisation gguf copy port fork"
    " derivative distillation".split()
)
#: Words of a label behind which a card says what its model is: “Model type”.
_DESCRIBED = frozenset("model type description summary overview details name".split())
_STARTING = frozenset("starting beginning initialized initialised warm".split())
_IT_IS = pattern(r"(?i)\A\W*(it|this|that)['’]s\b")
_VERB = pattern(r" (?:is|are|was|were|has been|have been) ")
_SORTS = frozenset(
    "instruct chat generation completion language embedding reasoning understanding editing review".split()
)
_ALIKE = 4  # letters
_ALONE = 2  # words before it without an article: “Specialized variant of”
_DESCRIBING = 3  # words between an article and such a noun


def is_changed(clause: Clause, first: int, after: int) -> bool:
    """True where the model between two places is taken and changed, or taught: “we took X and taught it Y”, “we let X read Y”."""
    if clause.has("unlike"):
        return False
    barriers = clause.finds.get("no-base-between", ())
    before = [
        (name, find)
        for name, reach in TAKING.items()
        for find in clause.finds.get(name, ())
        if find.end <= first
        and clause.count(find.end, first) <= reach
        and not any(find.end <= barrier.start and barrier.end <= first for barrier in barriers)
    ]
    asked = any(after <= find.start for find in clause.finds.get("not-to-learn", ()))
    parting = [*barriers, *clause.finds.get("no-tuned-after", ())]
    changed = any(
        after <= find.start
        and clause.count(after, find.start) <= _CHANGED
        and not any(after <= barrier.start and barrier.end <= find.start for barrier in parting)
        for find in clause.finds.get("changes", ())
    )
    return any(
        name == "teaches" or (name == "shows" and not asked) or (name == "takes" and changed) for name, _ in before
    )


def is_of_it(clause: Clause, find: Find) -> bool:
    """True where words of derivation are said of the model: not where the clause begins with something else, or denies it."""
    own = {noun.start for noun in clause.finds.get("own", ())}
    nouns = [
        (noun.start, -noun.end, name == "own")
        for name in ("own", "other", "no-base-subject")
        for noun in clause.finds.get(name, ())
        if noun.start <= _FIRST
        and noun.end <= find.start
        and not (name == "other" and _only_describes(clause, noun, own))
    ]
    denied = any(find.start - 4 <= no.start and no.end <= find.start for no in clause.finds.get("no-base-before", ()))
    return not denied and (not nouns or min(nouns)[2])


def _only_describes(clause: Clause, noun: Find, own: set[int]) -> bool:
    """True where a noun for something else says what sort of model is meant: the audio model, a code-instruct model."""
    return noun.end in own or (noun.end + 1 in own and clause.words[noun.end] in _SORTS)


def first_of_run(clause: Clause, find: Find) -> int:
    """The word with which words of derivation begin that stand one behind the other: “built on top of”, “tuned, based on”."""
    finds = [one for name in RELATIONS for one in clause.finds.get(name, ()) if one.start < find.start]
    start = find.start
    for one in sorted(finds, reverse=True):
        if one.end >= start or (one.end + 1 == start and clause.words[one.end] in ("a", "an")):
            start = one.start
    return start


def is_said_of_it(sentence: Sentence, clause: Clause, find: Find, own: frozenset[str]) -> bool:
    """True where words of derivation are surely said of the card's own model, or a card begins with them."""
    if not is_of_it(clause, find):
        return False
    first = first_of_run(clause, find)
    if clause.starts[first] > FURTHEST:
        return False
    before = _IT_IS.sub(r"\1 is", sentence.text[value_of(sentence, own) : clause.starts[first]])
    if before.rstrip().endswith(",") and clause.words[first] in _STARTING:  # it was trained on letters, starting from
        subject = _VERB.split(before, maxsplit=1)[0]
        return subject != before and is_said_of_own(subject, own)
    return is_said_of_own(before, own) or _begins(sentence, before, clause.words[first])


def is_alike(name: str, title: str) -> bool:
    """True where the first letters of a name stand in the title of a card: Egret-7B, in that of “lab_egret_7b”."""
    return "".join(filter(str.isalnum, name)).lower()[:_ALIKE] in "".join(filter(str.isalnum, title)).lower()


def value_of(sentence: Sentence, own: frozenset[str]) -> int:
    """The place where a sentence begins behind a label that names the card's own model, or asks what it is."""
    label = sentence.label
    return sentence.value if label and (is_own(label, own) or _DESCRIBED.issuperset(words_of(label))) else 0


def _begins(sentence: Sentence, before: str, made: str) -> bool:
    """True where a card begins with what it is, without a subject: “A fine-tune of …”, “Fine-tuned version of …”.

    Args:
        sentence: the first below the title, or one that no heading of its own stands above.
        before: its words before those of derivation.
        made: the first of these.
    """
    words = words_of(before)
    article = is_article(words)
    described = is_plain(words[article:]) and (
        (article and words[-1] in NOUNS)
        or (len(words) <= article + _DESCRIBING and ((article and made in _MADE) or words[-1:] == ["model"]))
        or (made in ("variant", "version") and len(words) <= _ALONE)
    )
    return (
        not sentence.headings
        and OTHER.isdisjoint(words)
        and (described or words in (["a"], ["an"], ["fine-tuned"], ["a", "fine-tuned"]))
    )


def word_from(clause: Clause, place: int) -> int:
    """The first word of a clause that begins at a place of its sentence, or behind it."""
    return bisect_left(clause.starts, place)
