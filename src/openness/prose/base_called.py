"""The bases of a model that a sentence calls by a name alone, without a link or an account: “Llama 3 8B”, “gemma”.

A name alone may stand anywhere, so it counts only where the card's own model, or nobody, is said to come from it.
"""

from collections.abc import Iterator
from itertools import chain

from openness.prose.called import NAME, WORDS, Name, called_at, families, leads_to_thing, merged_at, name_at, word_at
from openness.prose.clause import Clause, Find
from openness.prose.derivation import (
    FURTHEST,
    RELATIONS,
    TAKING,
    is_changed,
    is_of_it,
    is_said_of_it,
    value_of,
    word_from,
)
from openness.prose.given import made_anywhere
from openness.prose.identity import copulas, goes_on, is_said_to_be
from openness.prose.reader import Sentence
from openness.prose.subject import is_own, is_part, is_said_of_own, words_of
from openness.vocabulary import Relation
from openness.vocabulary.patterns import pattern

_OF_A_WORD = ("made-merge", "made-adapter", "made-fine-tune")  # of these behind which a name may be one word: BERT
_LOOKED_AT = 8  # names of one clause, and of each the words of derivation before it
_NEAR = 6  # words between those of derivation and a name, which all lead to it
_PARTS_NEAR = 10  # words between “combines” and the name of a part
_LISTED = 3  # words between a name and a noun that is said of several
_ROLE = 1  # words between a name and its role: “as its backbone”
#: Words that may stand between words of derivation and the name of a model.
_LEADING = frozenset(
    "the a an of from on by original official public open source sourced pretrained pre trained base large small big strong"
    " some several various popular well known powerful existing multilingual english chat instruct instruction tuned language"
    " vision model models llm weight weights checkpoint checkpoints version parameter parameters"
    " s meta google mistral alibaba ai foundation latest own"
    " free available released full der die das dem des den le la les l el los du de il lo модели модель modell modells modello"
    " modelo modèle modelle".split()
)
_CHANGED = ("ated", "ized", "ised", "uned", "ored")  # the end of words for what was done before: abliterated, pruned
_BILLIONS = pattern(r"\d[bB]\b")  # of parameters
_SIZE = pattern(r"\d+(?:\.\d+)?[bBmM]?|\d+x\d+[bB]")
#: A name of which is said how something came from it: “from Llama 2 through continued pretraining”.
_FROM_BY = pattern(
    rf"\bfrom{NAME.pattern}(?: model)?,? (?:through|by|via|with) (?:[\w-]+ ){{0,2}}"
    r"(?:pre-?)?(?:train|tun|fine-?tun|merg|prun|quanti[sz])ing\b"
)
#: A name within what a model is said to be: “is a Llama 3 8B fine-tune”, “a LLaMA-based model”.
_MADE_OF = pattern(rf"\b(?:is|a|an|the|our|this) {NAME.pattern}[- ](?:fine-?tune|based)\b")
_BASED = pattern(rf"\b(?:is|a|an|the|our|this) (?P<name>{WORDS})[- ]based\b")
#: Words that are said before a name of which a model is one: “Heron is a distilled”, “this is an uncensored”.
_IS_A = pattern(
    r"(?P<subject>.{1,120}?)(?:\s(?:is|was|ist|est|es|è|é)|['’]s)\s+(?:(?:basically|essentially|just|simply|only)\s+)?"
    r"(?:an?|the|our|ein|eine|un|une|uma?)\s+(?P<sort>(?:[\w-]{1,30},?\s{1,3}){0,4})\Z"
)
#: Words for what was done to a model, before its name.
_DONE = pattern(
    r"(?i)\b(?:distilled|uncensored|abliterated|(?:de)?quanti[sz]ed|\d-?bit|(?:\w{1,20}-)?pruned"
    r"|(?:\w{1,20}-)?tuned|finetuned|(?:\w{1,20} )?trained"
    r"|adapted|merged|modified|compressed|extended|aligned|converted|localized|localised|translated|upscaled|jailbroken|standard|vanilla|plain|stock)\b"
)
_TONGUE = pattern(r"[A-Z][a-z]+(?:an|ian|ese|ish|ch|i|ic|k|u|a|o|w)\b")  # Korean, Welsh, Hindi
#: Words that are said behind a name with which a sentence begins: “Llama 3 8B fine-tuned on letters”.
_TURNED = pattern(
    r"(?i)[\s,(]{0,3}(?:base|chat|instruct)?\s?(?:models?|weights)?[\s,(]{0,3}(?:with [^,.;]{1,40}, )?"
    r"(?:further |instruction[- ]|continually )?(?:(?:that|which) (?:has been|have been|was|were|is) )?"
    r"(?:fine-?\s?tuned?|finetunes?|trained|tuned?"
    r"|quanti[sz]ed|converted|merged|adapted"
    r"|abliterated|(?:un|de)censored|distilled|pruned|tabanlı|in (?:gguf|awq|gptq|mlx|onnx|exl2)\b)\b"
)
_SAYS = pattern(
    r"(?i)\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|may|will|would|achieves?|achieved|scores?|scored|reach(?:es|ed)?|gets?|got"
    r"|outperforms?|performs?|performed|gives?|shows?|beats?|wins?|improves?|fails?|yields?|obtains?|attains?|vs|versus)\b"
)
#: Words that may stand before a name with which a sentence begins, and before one that follows what was done to it.
_OPENING = pattern(
    r"(?i)(?:this is )?(?:(?:an?|the|our|newest|latest|original|official|(?:meta|google|alibaba|mistral)(?:['’]s)?)\s?){0,4}"
)
_ALREADY = pattern(r"(?i)(?:(?:an?|the|our)\s(?:[\w-]{1,20}\s){0,2})?(?:[\w-]{1,30}[- ])?[a-z]+ed\s?")
#: Words that stand around the name of a family to which a model is said to belong.
_OF_FAMILY = pattern(r"(?i)\b(?:from|of|to|in|within) the\s+(?:meta\s+)?\Z")
_FAMILY = pattern(r"(?i)\s*(?:model\s+)?(?:family|series|lineage)\b(?!\s+of\b)")
#: Words that stand around the name of a model without which another cannot be used: “you need the original LLaMA weights”.
_NEEDED = pattern(
    r"(?i)\b(?:needs?|requires?|obtain|get|appl(?:y|ied)|merged?|combined?|added?|adding|have)\b[^.;]{0,40}?"
    r"\b(?:original|base|official)\s+(?:meta(?:['’]s)?\s+)?\Z"
)
_WEIGHTS = pattern(r"(?i)[\s-]*(?:\d+(?:\.\d+)?b\s+)?(?:model\s+)?(?:weights?|checkpoints?|parameters)\b")
_LICENCE_FROM = pattern(
    r"(?i)(?:\b(?:the|this|its|our) )?\b(?:licen[cs]e|licensing|terms)\b"
    r"(?: (?:terms|and|of this|this|of the|the|its|model)){0,4},?"
    r" (?:is|are|was|were)? ?(?:inherited|taken over|taken) from (?:that of )?(?:the )?(?:original )?\Z"
    r"|\binherit(?:s|ed|ing)? (?:its|the|their) (?:licen[cs]e|licensing|terms)(?: terms)? (?:from|of) (?:the )?(?:original )?\Z"
    r"|\b(?:the )?same (?:licen[cs]e|terms)(?: terms)? as (?:that of )?(?:the )?(?:original )?\Z"
)
#: Words of Chinese, Japanese and Korean that may stand before a name that the card's own model comes from.
_EASTERN = pattern(
    r"(?:我们的?|我們的?|本|该|該|此|这个?|這個?|这是|模型|项目|專案|仓库|版本|系列|大|语言|語言|中文|日文|多语言|在|是|为|為|了|一个|一個|一款|个|款|由|以|将|將|对|對|从|自"
    r"|使用|采用|採用|利用|通过|通過|基于|基於|微调|微調|训练|訓練|的|Meta|Google|谷歌|公司|开源|開源|基座|底座|基础|基礎|初始化|继续预训练|量化|蒸馏"
    r"|この|本|当|モデル|リポジトリ|は|を|が|の|に|社|で|ベース|元|公開|している|された|した"
    r"|이|본|저희|우리|모델|레포|은|는|의|가|을|를|기반|로|으로|Model|model|[\s\W])+"
)


#: Words that may stand between a name and the words that something came from it.
_JOINING = pattern(
    r"(?:[\s)）\]」』*`的之上在进行進行模型权重權重をのモデル重みに対して를을의모델로으은는]|model|weights){0,12}"
)


def called_bases(sentence: Sentence, labelled: Relation | None, own: frozenset[str]) -> Iterator[tuple[Relation, str]]:
    """The models called by a name alone that are surely said to be what the card's own was made from.

    Args:
        sentence: without a link to a model.
        labelled: the relation that its label states.
        own: the ways the card names its model.
    """
    text = sentence.text
    if labelled is not None:
        if name := name_at(text, sentence.value) or next(_families_at(sentence, own), ""):
            yield labelled, name
        return
    if sentence.sort not in ("item", "heading") and (found := list(_behind(sentence, own))):
        yield from found
        return
    if (name := next(chain(_taken(sentence), _said_to_be(text, own)), "")) != "":
        yield Relation.FINE_TUNE, name
        return
    if found := [(Relation.FINE_TUNE, name) for name in _made_of(text, own)]:
        yield from found
        return
    if sentence.sort != "heading" and (sentence.sort != "cell" or sentence.label):
        yield from _of_families(sentence, own)


def _families_at(sentence: Sentence, own: frozenset[str]) -> Iterator[str]:
    """The name of a family that stands right behind a label."""
    for clause in sentence.clauses:
        for name in families(sentence.text, clause, own):
            between = clause.words[word_from(clause, sentence.value) : name.first]
            if all(map(_is_leading, between)):
                yield name.text


def _made_of(text: str, own: frozenset[str]) -> Iterator[str]:
    """The names of models within what a text says that the card's own is."""
    if "from" in text and (came := _FROM_BY.search(text)):
        yield came["name"].replace("-", " ")
    elif " fine" in text or "based" in text:
        numbered, plain = _MADE_OF.search(text), _BASED.search(text)
        if numbered and not any(map(str.isdigit, numbered["name"])):
            numbered = None
        found = numbered or plain
        if found and is_said_of_own(text[: found.start("name")], own):
            yield found["name"].replace("-", " ")


def _behind(sentence: Sentence, own: frozenset[str]) -> Iterator[tuple[Relation, str]]:
    """The names right behind the first words of derivation that have one."""
    text = sentence.text
    for clause in sentence.clauses:
        for rule, relation in RELATIONS.items():
            for find in clause.finds.get(rule, ()):
                end = clause.ends[find.end - 1]
                name = name_at(text, end)  # asked first: a long sentence has few names
                if not name and rule in _OF_A_WORD:
                    name = word_at(text, end, own)
                if name and is_said_of_it(sentence, clause, find, own):
                    yield from ((relation, name) for name in [*merged_at(text, end)] or [name])
                    return


def _taken(sentence: Sentence) -> Iterator[str]:
    """The names of models that are taken and changed: “we took Egret 7B and taught it Welsh”."""
    for clause in sentence.clauses:
        for find in (find for name in TAKING for find in clause.finds.get(name, ())):
            taken = called_at(sentence.text, clause.ends[find.end - 1])
            if taken and not leads_to_thing(sentence.text[taken[1] :]):
                name, end = taken
                if is_changed(clause, find.end, word_from(clause, end)):
                    yield name


def _said_to_be(text: str, own: frozenset[str]) -> Iterator[str]:
    """The names of what a text says that the card's own model is, and was before: “Heron is Egret 7B after two epochs”."""
    for place in copulas(text):
        name = called_at(text, place)
        if name and goes_on(text, name[1]) and is_said_to_be(text, place, own):
            yield name[0]


def _of_families(sentence: Sentence, own: frozenset[str]) -> Iterator[tuple[Relation, str]]:
    """The names of well-known families by which a sentence says, in whatever order, what its model comes from."""
    for clause in sentence.clauses:
        for name in families(sentence.text, clause, own)[:_LOOKED_AT]:
            if name.start > FURTHEST:
                return
            if (relation := _relation_of(sentence, clause, name, own)) is not None:
                yield relation, name.text


def _relation_of(sentence: Sentence, clause: Clause, name: Name, own: frozenset[str]) -> Relation | None:
    """The relation to a well-known model that a sentence states of the card's own; None where it states none."""
    text = sentence.text
    before, after = text[value_of(sentence, own) : name.start], text[name.end :]
    if "unlike" in clause.finds:
        return None
    for rule, relation in {**RELATIONS, "family-trained-on": Relation.ADAPTER}.items():
        for find in clause.finds.get(rule, ())[:_LOOKED_AT] if rule != "made-near" else ():
            leads = find.end <= name.first and _leads(clause, find.end, name.first)
            if leads and not _is_data(clause, find.end, name) and is_said_of_it(sentence, clause, find, own):
                return relation
    if (
        _is_one(before, after, own)
        or _has_a_role(clause, name, before, own)
        or _is_part_of_it(clause, name, before, own)
    ):
        return Relation.FINE_TUNE
    if _WEIGHTS.match(after) and _NEEDED.search(before):
        return Relation.ADAPTER
    stated = (
        (
            _OF_FAMILY.search(before)
            and _FAMILY.match(after)
            and not _is_its_own(name, sentence.title)
            and _begins_with_own(before, own)
        )
        or ((came := _LICENCE_FROM.search(before)) and _begins_with_own(before[: came.start()] or "this", own))
        or _is_turned(sentence, name, own)
        or _is_eastern(sentence, clause, name, own)
    )
    return Relation.FINE_TUNE if stated else None


def _is_its_own(name: Name, title: str) -> bool:
    """True where a family is called as the card's own model: “the Egret family” in the card of Egret 7B."""
    return name.text.partition(" ")[0].lower() in title.lower()


def _is_turned(sentence: Sentence, name: Name, own: frozenset[str]) -> bool:
    """True where a sentence without a verb begins with a name, or its label asks for one, and says what was done to it."""
    text = sentence.text
    value = sentence.value if words_of(sentence.label)[-1:] == ["architecture"] else value_of(sentence, own)
    before, after = text[value : name.start].strip(" \"'*_(["), text[name.end :]
    turned = _TURNED.match(after)
    says = _SAYS.search(after, turned.end() if turned else 0) is not None
    if says or (sentence.sort != "text" and (value == 0 or sentence.sort not in ("item", "cell"))):
        return False
    if turned and (_OPENING.fullmatch(before) or (before.endswith(",") and is_own(before, own))):
        return True
    return (
        _ALREADY.fullmatch(before) is not None
        and _DONE.search(before) is not None
        and (value > 0 or not sentence.headings)
    )


def _leads(clause: Clause, start: int, end: int) -> bool:
    """True where every word between two places only leads to a name: “from Meta's original 7B”."""
    return end - start <= _NEAR and all(map(_is_leading, clause.words[start:end])) and not clause.is_parted(start, end)


def _is_data(clause: Clause, place: int, name: Name) -> bool:
    """True where a model is tuned on data of that name: “on Alpaca”, “on the Llama and Gemma datasets”; a size tells a model.

    Args:
        clause: with both.
        place: behind the words of derivation.
        name: of a family.
    """
    if "on" not in clause.words[place - 1 : name.first]:
        return False
    things = clause.finds.get("thing-after", ())
    of_data = any(find.start == name.first for find in clause.finds.get("family-of-data", ()))
    return (of_data and not _BILLIONS.search(name.text)) or any(
        name.after <= thing.start <= name.after + _LISTED for thing in things
    )


def _is_leading(word: str) -> bool:
    """True where a word only leads to the name of a model."""
    return word in _LEADING or word.endswith(_CHANGED) or _SIZE.fullmatch(word) is not None


def _is_one(before: str, after: str, own: frozenset[str]) -> bool:
    """True where the card's own model is said to be one of that name that was changed: “is a distilled Stable Diffusion”."""
    found = _IS_A.fullmatch(before)
    if found is None or not is_said_of_own(f"{found['subject']} is ", own):
        return False
    sort = found["sort"]
    return _DONE.search(sort) is not None or (sort.count(" ") == 1 and _TONGUE.match(sort) is not None)


def _has_a_role(clause: Clause, name: Name, before: str, own: frozenset[str]) -> bool:
    """True where the card's own model has one of that name for a part, or takes it as its beginning: “uses X as its backbone”."""
    near = [find for find in clause.finds.get("made-after", ()) if name.after <= find.start <= name.after + _ROLE]
    role = any(clause.words[find.start] in ("as", "als", "comme", "como", "come") for find in near)
    return role and _begins_with_own(before, own)


def _is_part_of_it(clause: Clause, name: Name, before: str, own: frozenset[str]) -> bool:
    """True where a part of the card's own model is said to be one of that name: “the LLM is X”, “it combines Y with X”."""
    if found := _PART_IS.fullmatch(before):
        part, of, whose = found["subject"].partition(" of ")
        if is_part(words_of(part)) and (not of or is_own(whose, own)):
            return True
    return any(
        find.end <= name.first
        and name.first - find.end <= _PARTS_NEAR
        and not any(find.end <= no.start and no.end <= name.first for no in clause.finds.get("no-base-between", ()))
        and is_of_it(clause, Find(find.start, find.end))
        and is_said_of_own(clause.text[: clause.starts[find.start]], own)
        for find in clause.finds.get("has-parts", ())
    )


_PART_IS = pattern(r"(?P<subject>.{1,60}?) (?:is|was) (?:(?:an?|the|initially|initialized|from)\s+)?\Z")


def _begins_with_own(before: str, own: frozenset[str]) -> bool:
    """True where a sentence begins with nobody, with “we”, or with the card's own model."""
    words = words_of(before)
    if not words or words[0] in ("we", "it"):
        return True
    return any(
        is_own(" ".join(words[:count]), own) or " ".join(words[:count]) in ("this", "these weights")
        for count in range(1, 5)
    )


def _is_eastern(sentence: Sentence, clause: Clause, name: Name, own: frozenset[str]) -> bool:
    """True where Chinese, Japanese or Korean words say of the card's own model, or of nobody, that it came from a name."""
    if clause.has("no-base-between", "another-anywhere"):
        return False
    text = sentence.text
    near = (
        find.end == name.first
        or (name.after <= find.start and _JOINING.fullmatch(text, name.end, clause.starts[find.start]) is not None)
        for find in made_anywhere(clause)
    )
    if not any(near):
        return False
    rest = _EASTERN.sub(" ", text[value_of(sentence, own) : name.start]).strip()
    return rest == "" or is_own(rest, own)
