"""The pages of the site that are made from the shelf: definitions, licences, systems, and the closed word lists.

They are written into `docs/records/` while the site is built and never committed, so they cannot differ from the data.
Nothing here knows Sphinx: a page is a path and its Markdown.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from openness import Classification, Shelf, Verdict, classify
from openness.blocks.escape import markdown
from openness.curation.explain import explain
from openness.curation.explain_definition import requirement_words
from openness.curation.explanation import Explanation
from openness.definition.definition import Criterion, Definition
from openness.licensing.licence import Licence
from openness.release.finding import Code
from openness.sources.system_ids import ids
from openness.sources.systems import VERDICTS, System, system, title
from openness.vocabulary import CIRCUMSTANCES, Kind, Term
from openness.vocabulary.duties import Duty

FOLDER = "records"
DATED = "Made from the records of this checkout while the site was built. Not legal advice."

#: A page that its table leads to and the menu does not: there are too many.
ORPHAN = "---\norphan: true\n---\n"

Classified = dict[str, Classification]

#: How an answer is shown: a sign as well as a word, since a colour alone tells nothing.
ANSWERS = {
    Verdict.MET: "✓\N{NO-BREAK SPACE}yes",
    Verdict.UNMET: "✗\N{NO-BREAK SPACE}no",
    Verdict.UNKNOWN: "?\N{NO-BREAK SPACE}unknown",
}
VERDICT_WORDS = {Verdict.MET: "✓ met", Verdict.UNMET: "✗ unmet", Verdict.UNKNOWN: "? unknown", None: "no verdict"}

#: The kinds of part that a licence's openness is shown for, and a kind of each.
SORTS = (("code", Kind.TRAINING_CODE), ("weights", Kind.MODEL_PARAMETERS_FINAL), ("data", Kind.DATASETS))

#: The closed lists of words: what each is about.
LISTS: dict[str, tuple[str, Iterable[str]]] = {
    "terms": ("The questions that a licence answers; *yes* is the more open.", Term),
    "duties": ("The things that a licence may ask people to do.", Duty),
    "components": ("The parts of a release.", Kind),
    "circumstances": ("Facts about how a release is run that some definitions ask about.", CIRCUMSTANCES),
    "findings": ("Things a person should look at. A finding changes no verdict.", Code),
}

#: The lists that lead to every record, in the order of the menu.
PARTS = ("systems", "licences", "definitions", "said", *LISTS)


def pages(shelf: Shelf) -> dict[str, str]:
    """Every page: its path below `docs/records`, and its text."""
    classified = {id: classify(f"system:{id}", shelf=shelf) for id in ids()}
    texts = {"definitions.md": definitions(shelf, classified)}
    texts |= {f"definitions/{id}.md": definition_page(shelf.definition(id), shelf) for id in shelf.definitions()}
    texts["licences.md"] = licences(shelf)
    texts |= {f"{licence_page(record.id)}.md": licence_text(record) for record in answered(shelf)}
    texts["systems.md"] = systems(classified)
    texts |= {f"systems/{id}.md": system_page(system(id), classification) for id, classification in classified.items()}
    texts["said.md"] = claims()
    texts |= {f"{name}.md": words(name.capitalize(), about, list_, shelf) for name, (about, list_) in LISTS.items()}
    texts["index.md"] = home(texts)
    return {path: f"{text.rstrip()}\n\n---\n\n{DATED}\n" for path, text in texts.items()}


def places(shelf: Shelf) -> dict[str, str]:
    """Where each word has its page: the path below `docs/records`, without `.md`, and the heading."""
    places = {record.id: licence_page(record.id) for record in answered(shelf)}
    places |= {f"system:{id}": f"systems/{id}" for id in ids()}
    places |= {str(word): f"{name}#{word}" for name, (_, list_) in LISTS.items() for word in list_}
    for id in shelf.definitions():
        places[id] = f"definitions/{id}"
        places |= {
            f"{id}/{criterion.id}": f"definitions/{id}#{criterion.id}" for _, criterion in shelf.definition(id).criteria
        }
    return places


def write(folder: Path, pages: dict[str, str]) -> None:
    """Bring a folder to hold these pages and no other; what is as it should be is left alone."""
    texts = {folder / path: text for path, text in pages.items()}
    for path in folder.rglob("*.md"):
        if path not in texts:
            path.unlink()
    for path, text in texts.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def answered(shelf: Shelf) -> list[Licence]:
    """The licences whose texts were read: those with answers of their own or a family's."""
    records = (shelf.licence(id) for id in shelf.licences())
    return [record for record in records if record and record.curated and not record.silent]


def licence_page(id: str) -> str:
    """The path of a licence's page, as its record's file is called."""
    return f"licences/{id.lower().removeprefix('licenseref-')}"


def home(pages: dict[str, str]) -> str:
    """The page that leads to every list."""
    items = []
    for name in PARTS:
        heading, about = re.findall(r"^# (.+)$|^(\S.+)$", pages[f"{name}.md"], re.MULTILINE)[:2]
        items.append(f"- [{heading[0]}]({name}.md): {about[1][0].lower()}{about[1][1:]}")
    return "\n".join(
        ("# Records\n", "Every record that comes with the package, and every word of its lists.\n", *items)
    )


# Parts of a page


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown already; nothing where there are no rows."""
    body = [f"| {' | '.join(row)} |" for row in rows]
    names = list(heads)
    return "\n".join((f"| {' | '.join(names)} |", "|---" * len(names) + "|", *body)) + "\n" if body else ""


def code(word: str) -> str:
    """A word as code, which the site leads to its page."""
    return f"`{word}`" if word else ""


def found(source: str) -> str:
    """A source: a link where it is an address, and as it is written otherwise."""
    if re.fullmatch(r"https?://[^\s<>|]+", source):
        return f"<{source}>"
    at = re.fullmatch(r"github:([\w.-]+/[\w.-]+)(?:@(\w+))?(?::([^\s<>|]+))?", source)
    if not at:
        return markdown(source)
    repository, commit, path = at.groups()
    below = f"/{'blob' if path else 'tree'}/{commit}" if commit else ""
    shown = repository + (f"@{commit}" if commit else "") + (f" {path}" if path else "")
    return f"[{markdown(shown)}](https://github.com/{repository}{below}{f'/{path}' if path else ''})"


def section(explanation: Explanation) -> Iterator[str]:
    """A word as a section: what `openness explain` says of it."""
    yield f"## `{explanation.word}`\n"
    yield from (f"{markdown(text)}\n" for heading, text in explanation.lines if not heading)
    pairs = ((heading, text) for heading, text in explanation.lines if heading)
    yield definition_list(
        (heading, linked(text) if heading == "asked for by" else markdown(text)) for heading, text in pairs
    )


def worded(text: str) -> str:
    """A sentence with the components and terms in it as code."""
    ours = {*Kind, *(term for term in Term if "-" in term)}
    return "".join(
        code(part) if part in ours else markdown(part) for part in re.split(r"([\w-]+(?:[./][\w-]+)*)", text)
    )


def linked(text: str) -> str:
    """Words between commas, each as code."""
    return ", ".join(map(code, text.split(", ")))


def definition_list(pairs: Iterable[tuple[str, str]]) -> str:
    """Headings with their texts."""
    return "\n".join(f"{heading}\n: {text}\n" for heading, text in pairs)


def words(heading: str, about: str, list_: Iterable[str], shelf: Shelf) -> str:
    """A page of a closed list of words."""
    text = [f"# {heading}\n", f"{about}\n"]
    for word in list_:
        text += section(explain(str(word), shelf))
    return "\n".join(text)


# Definitions


def definitions(shelf: Shelf, classified: Classified) -> str:
    """Every definition, with how many of the described systems meet it."""
    rows = []
    for id in shelf.definitions():
        definition = shelf.definition(id)
        counts = Counter(classification.judgements[id].verdict for classification in classified.values())
        figures = ("–",) * 3 if counts[None] == len(classified) else (str(counts[verdict]) for verdict in ANSWERS)
        rows.append(
            (
                f"[{markdown(definition.name)}](definitions/{id}.md)",
                code(id),
                definition.dated,
                definition.ending.value,
                *figures,
            )
        )
    heads = ("text", "id", "dated", "comes to", *(VERDICT_WORDS[verdict] for verdict in ANSWERS))
    return "\n".join(
        (
            "# All definitions\n",
            f"Of the {len(classified)} [described systems](systems.md) the last columns count those that certainly meet the "
            "text's lowest grade, those that certainly do not, and those where the answer is unknown. "
            "[Where the texts disagree](../reference/definitions.md).\n",
            table(heads, rows),
        )
    )


def definition_page(definition: Definition, shelf: Shelf) -> str:
    """A definition with its criteria."""
    about = [("id", code(definition.id)), ("version", markdown(definition.version)), ("dated", definition.dated)]
    source = found(definition.source) if "://" in definition.source else "[this project](../../reference/spectrum.md)"
    about += [("published", source), ("read", markdown(definition.read)), ("comes to", definition.ending.says)]
    if definition.rungs:
        about.append(("levels, lowest first", ", ".join(map(code, definition.rungs))))
    about += [(f"its word for {key}", markdown(word)) for key, word in definition.outcomes.items()]
    if definition.note:
        about.append(("to know", markdown(definition.note)))
    text = [f"# {markdown(definition.name)}\n", definition_list(about)]
    if definition.loose:
        text.append("## Criteria\n")
    for criterion in definition.loose:
        text += asked(definition, criterion, shelf)
    for grade in definition.grades:
        if grade.criteria:
            text += [
                f"## {markdown(grade.name)}\n",
                f"{code(grade.id)}{f': {markdown(grade.says)}' if grade.says else ''}\n",
            ]
        for criterion in grade.criteria:
            text += asked(definition, criterion, shelf)
    return ORPHAN + "\n".join(text)


def asked(definition: Definition, criterion: Criterion, shelf: Shelf) -> Iterator[str]:
    """A criterion: when it is met, not met and unknown, and how to fix it."""
    yield f"### `{criterion.id}`\n\n{markdown(criterion.says)}\n"
    kept = ("met", "not met", "unknown", "fix")
    pairs = [("cites", markdown(criterion.cites)), ("asks", worded(requirement_words(criterion.requirement)))]
    lines = explain(f"{definition.id}/{criterion.id}", shelf).lines
    yield definition_list((*pairs, *((heading, markdown(text)) for heading, text in lines if heading in kept)))


# Licences


def licences(shelf: Shelf) -> str:
    """Every licence: those that were read, and those only a list speaks of."""
    read = answered(shelf)
    rows = [
        (
            f"[{markdown(record.name)}]({licence_page(record.id)}.md)",
            code(record.id),
            markdown(record.category),
            *(ANSWERS[record.answer(Term.OPEN_LICENCE, kind)] for _, kind in SORTS),
        )
        for record in read
    ]
    known = {record.id for record in read}
    listed = [record for id in shelf.licences() if id not in known and (record := shelf.licence(id))]
    lists = [term for term in Term if term.sort == "list"]
    others = [
        (
            markdown(record.id),
            markdown(record.name),
            *(ANSWERS[record.answer(term, Kind.TRAINING_CODE)] for term in lists),
        )
        for record in listed
    ]
    return "\n".join(
        (
            "# All licences\n",
            f"{len(read)} texts were read and answer for their terms. Of {len(listed)} more only lists speak. "
            "[What a record holds](../reference/licence-record.md), [how to add one](../how-to/add-a-licence.md).\n",
            "## Read\n",
            "The last three columns say whether it counts as an [open licence](terms.md#open-licence) for code, weights and "
            "data: *unknown* means that no list has it and that its text denies no freedom.\n",
            table(("licence", "id", "category", *(name for name, _ in SORTS)), rows),
            "## On a list only\n",
            "No answer here comes from their texts.\n",
            table(("id", "name", *(f"[{term.value}](terms.md#{term.value})" for term in lists)), others),
        )
    )


def licence_text(record: Licence) -> str:
    """A licence with every term it answers, and every duty."""
    about = [("id", code(record.id))]
    about += [(key, markdown(fact)) for key, fact in record.heads if key not in ("same-terms-as", "because")]
    about += [("made for", ", ".join(record.made_for))] if record.made_for else []
    names = dict.fromkeys(name for names in record.names.values() for name in names)
    about += [("known as", ", ".join(map(markdown, names)))] if names else []
    if record.family:
        about.append(("answers as", f"{code(record.family)}: {markdown(dict(record.heads).get('because', ''))}"))
    if read := record.read:
        whole = "" if read.whole else "; not the whole text"
        about.append(("read", markdown(f"{read.on}, from {read.source}{whole}")))
        about += [("note", markdown(read.note))] if read.note else []
    if record.text:
        about.append(("text", found(record.text)))
    text = [f"# {markdown(record.name)}\n", definition_list(about)]
    for heading, sort in (("What it grants", "grant"), ("Lists", "list")):
        text += [f"## {heading}\n", table(("term", "answer", "where", "why not"), answers(record, sort))]
    derived = ((name, *(ANSWERS[record.answer(term, kind)] for term in DERIVED)) for name, kind in SORTS)
    text += ["## What follows\n", table(("as a licence of", *(code(term.value) for term in DERIVED)), derived)]
    duties = [
        (code(duty.duty), markdown(duty.says + (f" (“{duty.words}”)" if duty.words else "")), markdown(duty.clause))
        for duty in record.duties.values()
    ]
    if duties:
        text += ["## What it asks\n", table(("duty", "what is asked", "clause"), duties)]
    limits = [
        (
            markdown(limit.what),
            markdown(" ".join(filter(None, (limit.because, f"({limit.test})" if limit.test else "")))),
            markdown(limit.clause),
        )
        for limit in record.limits
    ]
    if limits:
        text += ["## Limits\n", table(("limit", "effect", "clause"), limits)]
    return ORPHAN + "\n".join(text)


DERIVED = tuple(term for term in Term if term.sort == "derived")


def answers(record: Licence, sort: str) -> Iterator[tuple[str, str, str, str]]:
    """The rows of a licence's answers to the terms of one sort."""
    for term in Term:
        if term.sort == sort:
            answer = record.answers.get(term)
            where = markdown("; ".join(filter(None, (answer.clause, answer.origin)))) if answer else ""
            word = ANSWERS[answer.verdict if answer else Verdict.UNKNOWN]
            yield code(term.value), word, where, markdown(answer.reason) if answer else ""


# Systems


def systems(classified: Classified) -> str:
    """Every described system and where it stands."""
    rows = []
    for id, classification in classified.items():
        described = system(id)
        reached, reachable = levels(classification)
        name = f"[{markdown(title(described))}](systems/{id}.md)"
        rows.append(
            (name, code(id), described.released.value or "", reached, reachable if reachable != reached else "")
        )
    heads = ("system", "id", "released", "level", "could be")
    return "\n".join(
        (
            "# All described systems\n",
            "What others' pages say of releases, each fact with its source, and where that leads on "
            "[the spectrum](../reference/spectrum.md). [Claims of others about them](said.md).\n",
            table(heads, rows),
        )
    )


def levels(classification: Classification) -> tuple[str, str]:
    """The names of the level that is reached and of the one that could be; empty for none."""
    spectrum = classification.judgements["spectrum"].definition
    standing = classification.spectrum
    reached, reachable = (spectrum.grade(id).name if id else "" for id in (standing.reached, standing.reachable))
    return reached, reachable


def system_page(described: System, classification: Classification) -> str:
    """A described system: what is known, what follows, and what others say."""
    reached, reachable = levels(classification)
    stands = f"Level: **{reached}**."
    stands += "" if reached == reachable else f" It could be **{reachable}**, if the missing facts are good news."
    text = [f"# {markdown(title(described))}\n", f"{code(f'openness classify system:{described.id}')}\n"]
    text += [f"{stands}\n", *([f"{markdown(described.note)}\n"] if described.note else [])]
    text += [
        "## Under each definition\n",
        table(("definition", "verdict", "reaches", "could reach"), verdicts(classification)),
    ]
    text += ["## What is known\n", table(("about", "what", "source", "looked up, and how sure"), facts(described))]
    if described.said:
        rows = ((markdown(s.by), markdown(s.claim), s.verdict, markdown(s.why)) for s in described.said)
        text += ["## What others say\n", table(("who", "what", "verdict", "why"), rows)]
    notes = [(code(finding.code), finding.code.level, markdown(finding.message)) for finding in classification.findings]
    if notes:
        text += ["## Findings\n", table(("finding", "level", "message"), notes)]
    return ORPHAN + "\n".join(text)


def verdicts(classification: Classification) -> Iterator[tuple[str, str, str, str]]:
    """The rows of a classification's verdicts."""
    for id, judgement in classification.judgements.items():
        standing, score = judgement.standing, judgement.score
        reached, reachable = code(standing.reached or ""), code(standing.reachable or "")
        word = VERDICT_WORDS[judgement.verdict]
        if judgement.outcome:
            word = f"{word}: {markdown(judgement.outcome)}"
        if score and "low" in score:
            reached, reachable = f"{score['low']:.2f}", f"{score['high']:.2f}"
        yield code(id), word, reached, reachable if reachable != reached else ""


def facts(described: System) -> Iterator[tuple[str, str, str, str]]:
    """The rows of what is known of a system."""
    release = described.release
    claims = [("released", claim) for claim in described.released.claims]
    claims += [("channel", claim) for claim in release.channels]
    for component in release.components:
        for item in component.items:
            name = f"{code(component.kind)}{f' ({markdown(item.name)})' if item.name else ''}"
            for about in ("availability", "extent", "licence", "location"):
                claims += [
                    (name if about == "availability" else f"{name} {about}", claim)
                    for claim in getattr(item, about).claims
                ]
    claims += [("called", claim) for claim in release.labels]
    claims += [(code(word), claim) for word, fact in release.circumstances for claim in fact.claims]
    for about, claim in claims:
        origin = claim.origin
        sources = " · ".join(map(found, origin.source.split("; "))) if origin else ""
        value = (
            found(claim.value)
            if "://" in claim.value
            else markdown(claim.value)
            if about == "released"
            else code(claim.value)
        )
        yield about, value, sources, f"{origin.checked}, {origin.confidence}" if origin else ""
    for base in release.base_models:
        origin = base.origin
        sources = " · ".join(map(found, origin.source.split("; "))) if origin else ""
        what = f"{markdown(base.name)} ({base.relation.value})"
        yield "base model", what, sources, f"{origin.checked}, {origin.confidence}" if origin else ""


def claims() -> str:
    """Everything that is said of the described systems elsewhere, by who says it."""
    statements = [(id, statement) for id in ids() for statement in system(id).said]
    text = [
        "# Claims of others\n",
        "What pages, catalogues and cards say of the [described systems](systems.md), and whether it is so. "
        "[How to read the overview's comparisons](../explanation/open-and-closed.md).\n",
        definition_list((word, meaning) for word, meaning in VERDICTS.items()),
    ]
    for by, count in Counter(statement.by for _, statement in statements).most_common():
        counts = Counter(statement.verdict for _, statement in statements if statement.by == by)
        figures = ", ".join(f"{counts[word]} {word}" for word in VERDICTS if counts[word])
        rows = (
            (f"[{id}](systems/{id}.md)", markdown(statement.claim), statement.verdict, markdown(statement.why))
            for id, statement in statements
            if statement.by == by
        )
        heading = by[0].upper() + by[1:]
        text += [f"## {markdown(heading)}\n", f"{count} of its claims are judged: {figures}.\n"]
        text.append(table(("system", "claim", "verdict", "why"), rows))
    return "\n".join(text)
