"""The meanings of a word: a licence, a definition, a criterion, a system, a model, or any word that a report prints.

What knows one sort of word is loaded for a word of that sort alone.
"""

from collections.abc import Iterator

from attrs import evolve

from openness.curation.explain_licence import exceptions, licences
from openness.curation.explain_model import models
from openness.curation.explanation import Explanation, key_of
from openness.curation.listed import listed
from openness.errors import OpennessError, Problem, nearest, suggesting
from openness.policy import preset
from openness.shelf.shelf import Shelf
from openness.sources.system_ids import PREFIX, ids
from openness.vocabulary import Availability, Kind
from openness.vocabulary.marks import SECOND_HAND


def explain(word: str, shelf: Shelf) -> Explanation:
    """The meanings of a word; a word with several has `others`.

    Args:
        word: an id or a label in any case, a name of a licence or an expression of them, an SPDX exception, a
            `definition/criterion`, `system:ID`, the plural of a list, or `schema`; where nothing is called so, a well-known
            model by its name on the Hub, the first words of a definition's or a level's name, or what a rule of a policy is
            about.
        shelf: where licences and definitions are looked up.

    Raises:
        OpennessError: with the nearest words, when nothing has this name.
    """
    text = word.strip().removesuffix(f" {SECOND_HAND}")  # reports put it behind the name of a definition
    found = (
        [meaning for find in _FINDERS for meaning in find(text, shelf)]
        or list(models(text, shelf))
        or list(_results(text, shelf))
        or _beginning_with(text, shelf)
        or _of_a_rule(text, shelf)
    )
    if found:
        return evolve(found[0], others=tuple(found[1:])) if len(found) > 1 else found[0]
    if strange := shelf.strange(text):
        problems = [Problem("", None, f"no record knows {name!r} in {text!r}", shelf.nearest(name)) for name in strange]
        raise OpennessError(*problems)
    from openness.curation.explain_word import LISTS, WORDS, written

    known = [
        *LISTS,
        *_SCHEMAS,
        *shelf.every_definition(),
        *ids(),
        *(use["id"] for use in shelf.uses["use"]),
        *preset.names(),
        *(written(entry) for _, _, words in WORDS for entry in words),
    ]
    meant = [use["id"] for use in shelf.uses["use"] if text.lower() in use.get("also", ())]
    help = (
        suggesting(meant)
        or nearest(word, known)
        or shelf.nearest(word)
        or "`openness explain` lists every word; --shelf FOLDER adds records"
    )
    raise OpennessError(Problem("", None, f"nothing here is called {word!r}", help))


#: Prefixes of a word that make it the rule of a policy.
_BEFORE_RULES = ("finding", "use", "licence", "category", "list", *Kind)
_SHORTENED = 3  # names that one word may stand for; what begins more of them is a common word

#: The JSON Schemas, each with what it describes.
_SCHEMAS = {
    "schema": "the native file",
    "licence-schema": "a licence record",
    "definition-schema": "a definition file",
    "system-schema": "a described system",
    "policy-schema": "a policy file",
    "report-schema": "the reports of `classify` and `check` in JSON",
}


def contents(shelf: Shelf) -> Explanation:
    """Every list there is, with the number of its words."""
    from openness.curation.explain_word import LISTS

    lines = [(name, f"{len(words(shelf))} words") for name, words in LISTS.items()]
    lines.extend((name, f"the JSON Schema of {what}") for name, what in _SCHEMAS.items())
    return Explanation(
        "", "contents", tuple(lines), {name: [word for word, _ in words(shelf)] for name, words in LISTS.items()}
    )


def _listings(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A closed list by its plural, with every word."""
    if key_of(word) in listed():
        from openness.curation.explain_word import listings

        yield from listings(word, shelf)


def _vocabulary_words(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A word of a closed list, by its id or its label; of several lists, each."""
    if key_of(word) in listed():
        from openness.curation.explain_word import vocabulary_words

        yield from vocabulary_words(word, shelf)


def _schema(word: str, shelf: Shelf) -> Iterator[Explanation]:
    name = word.lower()
    if not name.endswith("schema"):
        return
    from openness.curation import report_schema, schema

    schemas = {
        "schema": schema.native_schema,
        "licence-schema": schema.licence_schema,
        "system-schema": schema.system_schema,
        "definition-schema": schema.definition_schema,
        "policy-schema": schema.policy_schema,
        "report-schema": report_schema.report_schema,
    }
    if name in schemas:
        yield Explanation(name, "schema", (), schemas[name]())


def _definitions(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A definition, or one of its criteria."""
    if _is_of_a_definition(word, shelf):
        from openness.curation.explain_definition import criteria, definitions

        yield from definitions(word, shelf)
        yield from criteria(word, shelf)


def _levels(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A level of every definition that has one of this name."""
    if _is_of_a_definition(word, shelf):
        from openness.curation.explain_definition import levels

        yield from levels(word, shelf)


def _results(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A result in the words of a definition; it reads every definition, and is asked where nothing else knows a word."""
    from openness.curation.explain_definition import results

    yield from results(word, shelf)


def _of_a_rule(word: str, shelf: Shelf) -> tuple[Explanation, ...]:
    """The meanings of what a rule of a policy is about, as in `finding:lineage-conflict` or `datasets:licence:MIT`."""
    before, _, rule = word.partition(":")
    return explain(rule, shelf).meanings if rule and before.lower() in _BEFORE_RULES else ()


def _beginning_with(word: str, shelf: Shelf) -> list[Explanation]:
    """The definitions and levels that people shorten so: “OSAID”, “ToxicCandy”; none where it begins too many."""
    from openness.curation.explain_definition import definitions, levels

    key = f"{key_of(word)} "
    titles = dict.fromkeys(key_of(title) for id, of_id in shelf.titles.items() for title in (id, *of_id))
    found = {
        (meaning.sort, meaning.word): meaning
        for title in titles
        if title.startswith(key)
        for find in (definitions, levels)
        for meaning in find(title, shelf)
    }
    return list(found.values()) if len(found) <= _SHORTENED else []


def _is_of_a_definition(word: str, shelf: Shelf) -> bool:
    """True where a definition or a level is called so, or where the word is `definition/…`."""
    key, titles = key_of(word), shelf.titles
    definition = key_of(word.partition("/")[0])
    return any(
        definition == key_of(id) or any(key == key_of(title) for title in titles_of) for id, titles_of in titles.items()
    )


def _system(word: str, shelf: Shelf) -> Iterator[Explanation]:
    id = word.lower().removeprefix(PREFIX)
    if id != word.lower() or id in ids():
        from openness.sources.systems import lines, system

        found = system(id)
        yield Explanation(id, "system", tuple(lines(found)), found.to_dict())


def _use(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A use, by its id or its label: what it asks, and the limits and duties that count for it."""
    key = key_of(word)
    if not any(key in (key_of(use["id"]), key_of(use["label"])) for use in shelf.uses["use"]):
        return
    from openness.evaluation.uses.use import uses

    for use in uses(shelf).values():
        if key in (key_of(use.id), key_of(use.label)):
            lines = [("", use.label), ("parts", ", ".join(kind.label for kind in use.kinds))]
            lines.append(("available", f"{Availability(use.asks['at']).label}, or more openly"))
            lines += [("asks", f"{term.label}: {term.says}") for term in use.terms]
            lines += [("limits of", term.label) for term in use.limits]
            lines += [("duties of", act.says) for act in use.acts]
            yield Explanation(use.id, "use", tuple(lines), use.to_dict())


def _preset(word: str, shelf: Shelf) -> Iterator[Explanation]:
    """A policy that comes with the package: what it asks, in a sentence and as its file states it."""
    name = word.lower()
    if name in preset.names():
        import tomllib

        says, policy = preset.says(name), tomllib.loads(preset.text(name))
        yield Explanation(name, "preset", (("", says),), {"id": name, "sort": "preset", "says": says, **policy})


_FINDERS = (_listings, _schema, _definitions, _vocabulary_words, _levels, _system, _use, _preset, exceptions, licences)
