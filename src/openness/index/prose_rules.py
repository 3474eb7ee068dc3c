"""The rules of prose and their word lists, compiled to one tree of phrases, and the signs that a text must have for them."""

from collections.abc import Iterator

from openness.index import Record
from openness.index.words import tokens


def compiled_prose(tables: list[Record]) -> tuple[Record, Record]:
    """The rules of prose, each once a language, with every phrase of their word lists in one tree; and the signs of the lists.

    A list whose name begins with an underscore is only taken in by others. A card is about a model or a data set: `of-data`
    has the lists that stand in the place of others where it is about data, by the names of these; nothing does in a
    language without them.

    A node of the tree has the nodes of the tokens that may follow; under `""` the lists that have the phrase which ends
    there, and under `"*"`, by its first three letters, each beginning that any ending may follow. The signs of a list are a
    word of each of its phrases: where none of them stands, no phrase of the list can. They are kept by word, with the numbers
    of the lists, and beside them what each question needs together.

    Args:
        tables: the TOML files, with `words.LANGUAGE.LIST`, `joins.LANGUAGE.SORT`, and `rule`.

    Raises:
        ValueError: when a rule or a list names a list that no language has, or two files have one list.
    """
    words: dict[str, dict[str, list[str]]] = {}
    joins: Record = {}
    for table in tables:
        joins.update(table.get("joins", {}))
        for language, lists in table.get("words", {}).items():
            known = words.setdefault(language, {})
            if twice := sorted(known.keys() & lists.keys()):
                raise ValueError(f"two files have a word list {twice[0]!r} in {language!r}")
            known.update(lists)
    tree: Record = {}
    phrases_of: dict[str, list[str]] = {}
    for language, lists in words.items():
        for name in (name for name in lists if name[0] != "_"):
            full_name = name if language == "any" else f"{language}.{name}"
            for phrase in _phrases(lists, name):
                _plant(tree, phrase, full_name)
                phrases_of.setdefault(full_name, []).append(phrase)
    rules: list[Record] = []
    for rule in (rule for table in tables for rule in table.get("rule", ())):
        for language in rule["language"]:
            rules.append(_in_language(rule, language, words))
    of_data = dict(_of_data(words))
    everywhere = [  # where a rule stands under something all is read, and what is asked behind another sentence is read with it
        rule for rule in rules if rule.keys().isdisjoint(("under", "behind"))
    ]
    needs = {(rule["question"] + ("-data" if "about" in rule else ""), *rule["needs"]) for rule in everywhere}
    needs |= {  # asked of a card about data alone, so that no other is read for it
        (f"{question}-data", *(of_data.get(name, name) for name in names))
        for question, *names in needs
        if not of_data.keys().isdisjoint(names)
    }
    needs = {need for need in needs if all(need)}
    asked = {name for _, *names in needs for name in names} | words["any"].keys() & phrases_of.keys()
    return {"tree": tree, "rules": rules, "joins": joins, "of-data": of_data}, {
        **_by_word(_signs({name: phrases_of[name] for name in sorted(asked)})),
        "asked": [list(need) for need in sorted(needs)],
    }


#: Lists that stand in the place of others where a card is about a data set.
_OF_DATA = {
    "own": "own-data",
    "other": "other-data",
    "of-base": "",  # what a data set is made from stays in it
    "others-heading": "others-heading-data",
    "weights-label": "data-label",
    "weights": "data",
    "own-model": "data",
    "our-weights": "our-data",
}


#: Keys of a rule with lists, besides what it needs.
_LISTING = ("and", "label-behind", "labelled", "never", "not-before", "not-after", "not-inside")
#: Keys of a rule besides those of its lists.
_KEPT = tuple(
    "about begins behind ends last later least limits most named of outside then unclear under unparted".split()
)


def _of_data(words: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """Each list that another stands for where a card is about data, with that; empty where the language has none."""
    for language, lists in words.items():
        before = "" if language == "any" else f"{language}."
        for name, instead in _OF_DATA.items():
            if name in lists:
                yield before + name, before + instead if instead in lists else ""


def _in_language(rule: Record, language: str, words: dict[str, dict[str, list[str]]]) -> Record:
    """A rule with the word lists of one language."""

    def lists(key: str) -> list[str]:
        names = [rule[key]] if isinstance(rule.get(key), str) else rule.get(key, ())
        return list(map(name_of, names))

    def name_of(name: str) -> str:
        if name in words.get(language, ()):
            return f"{language}.{name}"
        if name not in words["any"]:
            raise ValueError(f"{rule['id']}: no word list {name!r} in {language!r}")
        return name

    return {
        "id": rule["id"],
        "question": rule["question"],
        "needs": lists("needs"),
        "within": rule.get("within", 6),
        "ordered": rule.get("ordered", False),
        **{key: listed for key in _LISTING if (listed := lists(key))},
        **{key: rule[key] for key in _KEPT if rule.get(key)},
        **({"subject": lists("subject")[0]} if "subject" in rule else {}),
    }


def _phrases(lists: dict[str, list[str]], name: str) -> Iterator[str]:
    """The phrases of a list, with those of the lists it takes in; `?` is c or s."""
    for phrase in lists[name]:
        if phrase.startswith("@"):
            yield from _phrases(lists, phrase[1:])
        elif "?" in phrase:
            yield from (phrase.replace("?", letter) for letter in "csz")
        else:
            yield phrase


def _plant(tree: Record, phrase: str, name: str) -> None:
    node = tree
    for word in phrase.split():
        parts = tokens(word)
        for place, token in enumerate(parts):
            if word.endswith("*") and place + 1 == len(parts):
                if len(token) < 3:
                    raise ValueError(f"{name}: {phrase!r}: a beginning has three letters or more")
                beginnings = node.setdefault("*", {}).setdefault(token[:3], {})
                node = beginnings.setdefault(token, {})
            else:
                node = node.setdefault(token, {})
    ends = node.setdefault("", [])
    if name not in ends:
        ends.append(name)


#: Words that most texts have: a sign only of a phrase that has no other.
_COMMON = frozenset(
    """a all an and any are as at be been by can for from generation has have if in is it its language model models more new not
    of on or our source the this to using was we were will with""".split()
)


def _by_word(signs: dict[str, list[str]]) -> Record:
    """The names of the lists, and each sign with the numbers of its lists: whole words, and beginnings by three letters.

    The numbers stand in one text, which is read sooner than a list: a card has few of the signs.
    """
    words: dict[str, str] = {}
    beginnings: dict[str, dict[str, str]] = {}
    for number, signs_of in enumerate(signs.values()):
        for sign in signs_of:
            begun = beginnings.setdefault(sign[:3], {}) if sign[-1] == "*" else words
            word = sign.removesuffix("*")
            begun[word] = f"{begun[word]} {number}" if word in begun else str(number)
    return {"lists": list(signs), "words": words, "beginnings": beginnings}


def _signs(phrases_of: dict[str, list[str]]) -> dict[str, list[str]]:
    """By list, one word of each of its phrases: a long one that few phrases have, so that most texts have none."""
    parts = {phrase: _parts(phrase) for phrases in phrases_of.values() for phrase in phrases}
    count: dict[str, int] = {}
    for words in parts.values():
        for word in words:
            count[word] = count.get(word, 0) + 1
    return {
        name: list(
            dict.fromkeys(
                min(parts[phrase], key=lambda word: (word in _COMMON, count[word] / len(word))) for phrase in phrases
            )
        )
        for name, phrases in phrases_of.items()
    }


def _parts(phrase: str) -> list[str]:
    """The words of a phrase, with a star where any ending may follow."""
    parts: list[str] = []
    for word in phrase.split():
        parts += tokens(word)
        parts[-1] += "*" * word.endswith("*")
    return parts
