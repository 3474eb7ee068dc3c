"""The licences of the releases: which freedoms each grants, and one page for each with its clauses and who uses it."""

from collections.abc import Iterator

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.licensing.licence import Answer, Licence
from openness.site.entry import GRANTS, Entry
from openness.site.frame import Site, page, section, table
from openness.site.marks import count_of, licence_file, place, value, verdict
from openness.vocabulary import Term
from openness.vocabulary.verdict import Verdict

LISTS = tuple(term for term in Term if term.sort == "list")
_SAID = {Verdict.MET: "yes", Verdict.UNMET: "no", Verdict.UNKNOWN: "unknown"}


def licences(site: Site) -> str:
    """The page with all of them."""
    users = _users(site)
    ordered = sorted(site.licences.values(), key=lambda one: one.id.removeprefix("LicenseRef-").lower())
    rows = [
        tag(
            "tr",
            tag(
                "th",
                tag("a", one.id.removeprefix("LicenseRef-"), href=licence_file(one.id), title=one.name),
                scope="row",
            ),
            tag("td", str(len({entry.slug for entry, _ in users[one.id]})), class_="number"),
            [
                tag("td", _yes(one.answers.get(term)), class_=f"is-{_verdict(one, term).value}")
                for term in (*LISTS, *GRANTS)
            ],
        )
        for one in ordered
    ]
    heads = [tag("th", "Licence", scope="col"), tag("th", "Releases", scope="col")]
    heads += [tag("th", term.label, scope="col", title=term.says) for term in (*LISTS, *GRANTS)]
    caption = "What each licence answers: first the lists it is on, then what it grants"
    terms = [tag("tr", tag("th", term.label, scope="row"), tag("td", term.says)) for term in (*LISTS, *GRANTS)]
    body = joined(
        tag(
            "p",
            "Every licence of a part of a release or of its base model. An unknown answer is neither a yes nor a no.",
        ),
        table(caption, heads, rows, class_="matrix terms"),
        section(
            "The terms",
            table("What each term means", [tag("th", text, scope="col") for text in ("Term", "Met when")], terms),
            id="terms",
        ),
    )
    return page("Licences and their terms", body, site.data, at="licences.html", said=site.said, wide=True)


def _verdict(one: Licence, term: Term) -> Verdict:
    answer = one.answers.get(term)
    return answer.verdict if answer else Verdict.UNKNOWN


def _yes(answer: Answer | None) -> Markup:
    held = answer.verdict if answer else Verdict.UNKNOWN
    return verdict(held.value, _SAID[held])


def _users(site: Site) -> dict[str, list[tuple[Entry, str]]]:
    """By licence, each release with what is under it."""
    users: dict[str, list[tuple[Entry, str]]] = {id: [] for id in site.licences}
    for one in site.entries:
        for id, on in one.licences:
            users[id].append((one, on))
    return users


def licence_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The page of each licence, with its address."""
    users = _users(site)
    for id, held in site.licences.items():
        yield licence_file(id), _page(held, users[id], site)


def _page(held: Licence, users: list[tuple[Entry, str]], site: Site) -> str:
    about: list[Child] = []
    for key, fact in (("id", held.id), *held.heads):
        about += [tag("dt", key.replace("-", " ")), tag("dd", value(fact))]
    if held.made_for:
        about += [tag("dt", "made for"), tag("dd", value(held.made_for))]
    names = list(dict.fromkeys(name for some in held.names.values() for name in some))
    if names:
        about += [tag("dt", "known as"), tag("dd", value(names))]
    if held.text:
        about += [tag("dt", "text"), tag("dd", place(held.text))]
    if read := held.read:
        whole = "" if read.whole else "; not the whole text"
        about += [tag("dt", "read"), tag("dd", f"{read.on}, from {read.source}{whole}")]
    denied = ", ".join(term.value for term in held.denied)
    body = joined(
        tag("p", "It denies ", tag("b", denied), ", so it is no open licence by its own words.", class_="note")
        if denied
        else None,
        tag("dl", about, class_="facts"),
        tag("p", held.read.note) if held.read and held.read.note else None,
        section("What it grants", _terms(held, GRANTS, "Grants"), id="grants"),
        section("What it asks", _duties(held), id="duties"),
        section("Limits", _limits(held), id="limits"),
        section("Lists it is on", _terms(held, LISTS, "Lists"), id="lists"),
        section("Who uses it", _uses(users), id="uses"),
    )
    return page(held.name, body, site.data, root="../", said=site.said)


def _terms(held: Licence, terms: tuple[Term, ...], caption: str) -> Markup:
    rows = []
    for term in terms:
        answer = held.answers.get(term)
        where = joined()
        if answer:
            lists = term.sort == "list"
            clause = f"clause {answer.clause}" if answer.clause else ""
            looked = f"looked up {answer.origin}" if lists and answer.origin else ""
            origin = f"as {answer.origin}" if not lists and answer.origin else ""
            where = joined(", ".join(filter(None, (clause, looked, origin))))
        rows.append(
            tag(
                "tr",
                tag("th", term.value, scope="row"),
                tag("td", _yes(answer)),
                tag("td", where),
                tag("td", answer.reason if answer and answer.because else term.says),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Term", "Answer", "Where", "Why, or what it means")]
    return table(caption, heads, rows)


def _duties(licence: Licence) -> Child:
    rows = []
    for duty in licence.duties.values():
        when = ", ".join(act.says for act in duty.duty.when)
        words = tag("small", "“", duty.words, "”") if duty.words else None
        rows.append(
            tag(
                "tr",
                tag("th", duty.duty.value, scope="row"),
                tag("td", duty.says, words),
                tag("td", f"clause {duty.clause}"),
                tag("td", when),
            )
        )
    if not rows:
        return tag("p", "The record names no duty.")
    return table(
        "Duties", [tag("th", text, scope="col") for text in ("Duty", "What is asked", "Where", "Of whom")], rows
    )


def _limits(licence: Licence) -> Child:
    rows = []
    for limit in licence.limits:
        details = "; ".join(filter(None, (f"clause {limit.clause}", limit.test)))
        rows.append(
            tag(
                "tr",
                tag("th", limit.what, scope="row"),
                tag("td", limit.because or limit.effect.says),
                tag("td", details),
            )
        )
    if not rows:
        return None
    return table("Limits with numbers", [tag("th", text, scope="col") for text in ("Limit", "Effect", "Where")], rows)


def _uses(users: list[tuple[Entry, str]]) -> Markup:
    held: dict[str, tuple[Entry, list[str]]] = {}
    for one, on in users:
        held.setdefault(one.slug, (one, []))[1].append(on)
    items = [
        tag("li", tag("a", one.name, href=f"../releases/{one.slug}.html"), ": ", between(", ", on))
        for one, on in sorted(held.values(), key=lambda pair: pair[0].name.lower())
    ]
    return joined(tag("p", f"{count_of(len(items), 'release')} of this site:"), tag("ul", items))
