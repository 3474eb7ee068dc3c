"""The licences of the releases: which freedoms each grants, and one page for each with its clauses and who uses it."""

from collections.abc import Iterator

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.licensing.clauses import cited
from openness.licensing.licence import Answer, Licence
from openness.site.entry import Entry
from openness.site.frame import Site, page, section, table
from openness.site.marks import licence_file, place, remark, shorter, value, verdict
from openness.vocabulary import Kind, Term
from openness.vocabulary.sentences import counted
from openness.vocabulary.terms import GRANTS, LISTS
from openness.vocabulary.verdict import Verdict

#: The restrictions of licences, most serious first: each group with the terms that put a licence there.
_GROUPS: tuple[tuple[str, str, tuple[Term, ...]], ...] = (
    ("commercial", "They forbid commercial use", (Term.COMMERCIAL_USE,)),
    (
        "freedoms",
        "They forbid to use, study, change or share it",
        (Term.USE, Term.STUDY, Term.MODIFY, Term.SHARE, Term.SHARE_MODIFIED),
    ),
    ("people", "They exclude some people, companies or countries", (Term.ANYONE, Term.EVERYWHERE)),
    ("purposes", "They forbid some purposes", (Term.ANY_FIELD,)),
)


def licences(site: Site) -> str:
    """The page with all of them, grouped by what they restrict."""
    users = _users(site)
    ordered = sorted(site.licences.values(), key=lambda licence: shorter(licence.label).lower())
    groups: dict[str, list[Licence]] = {id: [] for id in (*(id for id, _, _ in _GROUPS), "open", "silent")}
    for licence in ordered:
        groups[_group(licence)].append(licence)
    titles = {id: title for id, title, _ in _GROUPS} | {
        "open": "They restrict no user and no use, as far as their records answer",
        "silent": "Nobody has read them for us yet",
    }
    terms = [tag("tr", tag("th", term.label, scope="row"), tag("td", term.says)) for term in (*LISTS, *GRANTS)]
    body = joined(
        tag(
            "p",
            "Every licence of a part of a release or of its base model. An unknown answer is neither a yes nor a no.",
        ),
        (_grouped(titles[id], id, found, users) for id, found in groups.items() if found),
        section(
            "The terms",
            table("What each term means", [tag("th", text, scope="col") for text in ("Term", "Met when")], terms),
            id="terms",
        ),
    )
    return page("Licences", body, site.data, at="licences.html", with_statements=site.has_claims, look="wide")


def _group(licence: Licence) -> str:
    if licence.silent and not any(licence.stated(term) is Verdict.UNMET for _, _, terms in _GROUPS for term in terms):
        return "silent"
    found = (id for id, _, terms in _GROUPS if any(licence.stated(term) is Verdict.UNMET for term in terms))
    return next(found, "open")


def _grouped(title: str, id: str, found: list[Licence], users: dict[str, list[tuple[Entry, str]]]) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", tag("a", shorter(licence.label), href=licence_file(licence.id), title=licence.name), scope="row"),
            tag("td", str(len({entry.slug for entry, _ in users[licence.id]})), class_="number"),
            tag("td", _restricts(licence)),
        )
        for licence in found
    ]
    heads = [tag("th", text, scope="col") for text in ("Licence", "Releases", "What it restricts")]
    return section(
        f"{title} ({len(found)})", table(f"{title}: what each restricts", heads, rows, class_="licences stacks"), id=id
    )


def _restricts(licence: Licence) -> Child:
    """Each restriction as a sentence with its clause; a list refuses where nothing else does."""
    denied = [(term, licence.answers[term]) for term in GRANTS if licence.stated(term) is Verdict.UNMET]
    sentences = [_sentence(term, answer) for term, answer in denied]
    sentences += [
        f"{limit.because.rstrip('.')} ({cited(limit.clause)})."
        for limit in licence.limits
        if limit.because and limit.clause
    ]
    if not sentences:
        known = ", ".join(term.label for term in LISTS if licence.stated(term) is Verdict.MET)
        return known or tag("span", "–", class_="quiet")
    return between(" ", dict.fromkeys(sentences))


def _sentence(term: Term, answer: Answer) -> str:
    clause = f" ({cited(answer.clause)})" if answer.clause else ""
    says = answer.reason.rstrip(".") if answer.because else f"It does not grant {term.label}"
    return f"{says}{clause}."


def _yes(answer: Answer | None) -> Markup:
    verdict_of = answer.verdict if answer else Verdict.UNKNOWN
    return verdict(verdict_of.value, verdict_of.answer)


def _users(site: Site) -> dict[str, list[tuple[Entry, str]]]:
    """By licence, each release with what is under it."""
    users: dict[str, list[tuple[Entry, str]]] = {id: [] for id in site.licences}
    for entry in site.entries:
        for id, on in entry.licences:
            users[id].append((entry, on))
    return users


def licence_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The page of each licence, with its address."""
    users = _users(site)
    for id, licence in site.licences.items():
        yield licence_file(id), _page(licence, users[id], site)


def _page(licence: Licence, users: list[tuple[Entry, str]], site: Site) -> str:
    about: list[Child] = []
    about += [tag("dt", "id"), tag("dd", tag("code", licence.id))]
    for key, fact in licence.heads:
        about += [tag("dt", key.replace("-", " ")), tag("dd", value(fact))]
    if licence.made_for:
        about += [tag("dt", "made for"), tag("dd", value(licence.made_for))]
    names = list(dict.fromkeys(name for some in licence.names.values() for name in some))
    if names:
        about += [tag("dt", "known as"), tag("dd", between(", ", map(_name, names)))]
    if licence.text:
        about += [tag("dt", "text"), tag("dd", place(licence.text))]
    if read := licence.read:
        whole = "" if read.whole else "; not the whole text"
        about += [tag("dt", "read"), tag("dd", f"{read.on}, from {read.source}{whole}")]
    denied = [_sentence(term, licence.answers[term]) for term in licence.denied]
    body = joined(
        tag("p", tag("b", "Not an open licence. "), between(" ", denied), class_="note") if denied else None,
        tag("dl", about, class_="facts"),
        tag("p", remark(licence.read.note)) if licence.read and licence.read.note else None,
        section("What it grants", _terms(licence, GRANTS, "Grants"), id="grants"),
        section("What it asks", _duties(licence), id="duties"),
        section("Limits", _limits(licence), id="limits"),
        section("Lists it is on", _terms(licence, LISTS, "Lists"), id="lists"),
        section("Who uses it", _uses(users), id="uses"),
    )
    return page(licence.name, body, site.data, root="../", with_statements=site.has_claims)


def _name(text: str) -> Child:
    """A name as people say it, or as they copy it."""
    return text if " " in text and "LicenseRef-" not in text else tag("code", text)


def _terms(licence: Licence, terms: tuple[Term, ...], caption: str) -> Markup:
    rows = []
    for term in terms:
        answer = licence.answers.get(term)
        where = joined()
        if answer:
            lists = term.sort == "list"
            clause = cited(answer.clause) if answer.clause else ""
            looked = f"looked up {answer.origin}" if lists and answer.origin else ""
            origin = f"as {answer.origin}" if not lists and answer.origin else ""
            where = joined(", ".join(filter(None, (clause, looked, origin))))
        rows.append(
            tag(
                "tr",
                tag("th", term.label, scope="row"),
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
        when = ", ".join(act.says for act in duty.when)
        words = tag("small", "“", duty.words, "”") if duty.words else None
        rows.append(
            tag(
                "tr",
                tag("th", duty.duty.label, scope="row"),
                tag("td", duty.says, words),
                tag("td", cited(duty.clause)),
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
        details = "; ".join(filter(None, (cited(limit.clause), limit.test)))
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
    parts_of: dict[str, tuple[Entry, list[str]]] = {}
    for entry, on in users:
        parts_of.setdefault(entry.slug, (entry, []))[1].append(Kind(on).label if on in tuple(Kind) else on)
    items = [
        tag("li", tag("a", entry.name, href=f"../releases/{entry.slug}.html"), ": ", between(", ", on))
        for entry, on in sorted(parts_of.values(), key=lambda pair: pair[0].name.lower())
    ]
    return joined(tag("p", f"{counted(len(items), 'release')} of this site:"), tag("ul", items))
