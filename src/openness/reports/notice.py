"""A notice: the text that goes along with a system, for a file or a page. It says at its top what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from openness._version import document
from openness.blocks import closing, markdown, not_read, terminal
from openness.blocks.document import (
    Block,
    Code,
    Heading,
    Inline,
    Item,
    Line,
    Link,
    Listing,
    Paragraph,
    Strong,
    Table,
    Verbatim,
    listed,
)
from openness.evaluation.notice.contents import Contents, DutyAsked
from openness.evaluation.notice.lacking import Missing, missing
from openness.evaluation.notice.system import Part
from openness.evaluation.notice.texts import FoundText
from openness.licensing.clauses import cited
from openness.licensing.licence import Answer
from openness.value import Value
from openness.vocabulary import FREEDOMS, Term
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.sentences import editions, series
from openness.vocabulary.verdict import Verdict

#: The duties whose words a notice shows in a section of their own.
_SHOWN = {
    Duty.ATTRIBUTION: "Notices to keep word for word",
    Duty.DISPLAY: "Words to show",
    Duty.NAMING: "Names to give",
}
_OCCASIONS = {
    Act.USE: "When you use it",
    Act.CHANGE: "When you change it",
    Act.HOST: "When you let others use it as a service",
    Act.PASS_ON: "When you pass it on, changed or not",
}


@frozen(eq=False, repr=False)
class Notice(Value):
    """The text that must accompany a system on one occasion.

    Args:
        text: the notice as plain text, at most 80 columns wide but for the texts it quotes.
        markdown: the same as Markdown.
        missing: what the licences ask for, or what decides what they ask, and is not at hand; while there is any, the
            text says at its top that it is incomplete.
        data: the version of the licence data it was written with.
    """

    text: str = field(repr=False)
    markdown: str = field(repr=False)
    missing: tuple[Missing, ...] = ()
    data: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, object]:
        """The notice as the JSON of `openness notice`."""
        return document(self.data, {"text": self.text, "missing": [lack.to_dict() for lack in self.missing]})


def write(contents: Contents) -> Notice:
    """The notice with these contents."""
    lacks = missing(contents)
    blocks = tuple(_blocks(contents, lacks))
    return Notice(terminal.write(blocks, cut=False), markdown.write(blocks), lacks, contents.data)


def _blocks(contents: Contents, lacks: tuple[Missing, ...]) -> Iterator[Block]:
    yield Heading(1, f"Notice for {', '.join(dict.fromkeys(member.name for member in contents.members))}")
    yield from _missing(contents, lacks)
    if contents.parts:
        yield Heading(2, "Parts and their licences")
        rows = tuple(_row(part, contents) for part in contents.parts)
        yield Table(("part", "made by", "licence", "address"), rows, below=1)
    yield from _words(contents)
    if contents.copyrights:
        yield Heading(2, "Copyright lines found")
        yield listed([f"{line.text} ({line.of}: {line.source})" for line in contents.copyrights])
    if contents.changes:
        yield Heading(2, "Changes")
        yield listed(
            [_change(change.of, change.base, change.relation.label, str(change.source)) for change in contents.changes]
        )
    yield from _limits(contents)
    yield from _duties(contents)
    yield from _texts("Notices found", contents.notices, contents)
    yield from _texts("Licence texts", contents.texts, contents)
    yield Paragraph(closing(contents.data, _read(contents)), quiet=True)


def _missing(contents: Contents, lacks: tuple[Missing, ...]) -> Iterator[Block]:
    many = len(lacks)
    if not many:
        yield Paragraph(f"Every text, line and name was found that the licences below ask of {contents.act.says}.")
        if contents.act is not Act.PASS_ON:
            yield Paragraph(("Whoever passes it on needs another notice: ", Code(f"--act {Act.PASS_ON.value}"), "."))
        return
    things = "1 thing is" if many == 1 else f"{many:,} things are"
    yield Paragraph(
        (Strong("INCOMPLETE"), f": {things} missing. Do not use this notice before you have added what is missing.")
    )
    if contents.ship is None and contents.offers_several:
        yield Paragraph(("What you do not ", contents.act.label, " stays out of it with ", Code("--ship weights"), "."))
    yield Heading(2, "Missing")
    yield listed([_lack(lack) for lack in lacks])


def _lack(lack: Missing) -> Line:
    words = f"{str(lack)[0].upper()}{str(lack)[1:]}"
    return (f"{words}: ", Link(lack.address, lack.address)) if lack.address else words


def _row(part: Part, contents: Contents) -> tuple[Line, ...]:
    licences = " or ".join(editions(map(contents.names_in, part.licences), "or")) or "unknown"
    licence = f"unknown: {licences}" if len(part.licences) > 1 else licences
    if bases := contents.at_odds(part):
        licence += f", in conflict with the licence of {series(bases)}"
    address = Link(part.address, part.address) if part.address else ""
    return (str(part), part.producer or "unknown", licence, address)


def _words(contents: Contents) -> Iterator[Block]:
    """The words that a licence prescribes, those to be kept on lines of their own."""
    due = contents.due(contents.act)
    for duty, title in _SHOWN.items():
        asked = [each for each in due if each.duty is duty and each.words]
        if not asked:
            continue
        yield Heading(2, title)
        if duty is Duty.ATTRIBUTION:
            yield from (Verbatim(words) for words in dict.fromkeys(each.words for each in asked))
        else:
            yield listed([(*_with_words(one), f" ({_who(one, contents)})") for one in asked])


def _with_words(asked: DutyAsked) -> tuple[Inline, ...]:
    """A duty with the words that it prescribes marked, and not repeated where it quotes them."""
    quoted = f"“{asked.words}”"
    before, quote, after = asked.says.partition(quoted)
    return (before, Strong(quoted), after) if quote else (Strong(quoted), f": {asked.says}")


def _who(asked: DutyAsked, contents: Contents) -> str:
    """The licences that ask for something, each with its clause, and the parts that they ask it for."""
    licences = ", ".join(editions(map(contents.name_of, asked.licences)))
    return "; ".join((f"{licences}, {cited(asked.clause)}", *_for(asked.parts, asked.perhaps)))


def _for(bound: Iterable[Part], perhaps: Sequence[Part]) -> Iterator[str]:
    """The parts that something holds for: for certain, by choice, or perhaps."""
    chosen = [part for part in perhaps if part.is_choice]
    doubtful = [part for part in perhaps if not part.is_choice]
    for how, parts in (("", bound), ("if you choose it, ", chosen), ("perhaps ", doubtful)):
        if named := ", ".join(map(str, parts)):
            yield f"{how}for {named}"


def _change(of: str, base: str, relation: str, source: str) -> str:
    return f"{of} was made from {base or 'another model that nothing names'}: {relation} ({source})"


def _limits(contents: Contents) -> Iterator[Block]:
    """The freedoms that the licences deny, and rights that may end: of what it was made from, and not of outputs alone."""
    denying: dict[tuple[str, Term], dict[Part, Answer]] = {}
    for part in contents.parts:
        for licence in () if part.of_outputs else part.known:
            for term in (*FREEDOMS, Term.IRREVOCABLE):
                answer = licence.answers.get(term)
                if answer and answer.may_deny:
                    denying.setdefault((licence.id, term), {})[part] = answer
    places: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for (id, term), answers in denying.items():
        answer = next(iter(answers.values()))
        reason = answer.reason.removesuffix(".") or term.label
        bound = [part for part, own in answers.items() if own.verdict is Verdict.UNMET and part.is_bound_by(id)]
        perhaps = [part for part in answers if part not in bound]
        place = (cited(answer.clause), *_for(bound, perhaps))
        places.setdefault(reason, {}).setdefault(place, []).append(contents.name_of(id))
    if places:
        yield Heading(2, "Limits that everyone who receives it must know")
        yield listed([f"{reason} ({'; '.join(_places(found))})" for reason, found in places.items()])


def _places(found: Mapping[tuple[str, ...], Iterable[str]]) -> Iterator[str]:
    """The places of a limit: licences, the clause in them, and the parts that it holds for."""
    for (clause, *parts), names in found.items():
        for name in editions(names):
            yield "; ".join((f"{name}, {clause}", *parts))


def _duties(contents: Contents) -> Iterator[Block]:
    """The duties by occasion, the one that the notice is for first; what stands further up is named there by its label."""
    is_used = any(Act.USE in asked.when for asked in contents.asked)
    for act in sorted(Act, key=lambda asked: asked is not contents.act):
        due = [asked for asked in contents.asked if act in asked.when]
        again: list[DutyAsked] = []
        if act is contents.act:
            due = list(contents.due(act))
        else:
            again = [asked for asked in due if contents.falls_due(asked, contents.act)]
        items = [Item(_duty(asked, contents)) for asked in due if asked not in again]
        if again:
            items.insert(0, Item(f"do the same as {_when(contents.act)}: {_again(again, contents)}"))
        if items and is_used and act not in (contents.act, Act.USE) and Act.USE in act.brings:
            items.append(Item(f"do the same as {_when(Act.USE)}"))
        if items:
            yield Heading(2, f"{_OCCASIONS[act]}, you must")
            yield Listing(tuple(dict.fromkeys(items)))  # of several licences one may refer to the same words above


def _when(act: Act) -> str:
    return f"{_OCCASIONS[act][0].lower()}{_OCCASIONS[act][1:]}"


def _again(asked: Iterable[DutyAsked], contents: Contents) -> str:
    """Duties by their labels; where parts are under several licences, each with those that ask it on this occasion."""
    labels: dict[str, dict[str, None]] = {}
    for duty in asked:
        for id in duty.licences:
            labels.setdefault(id, {})[duty.duty.label] = None
    asking: dict[tuple[str, ...], list[str]] = {}
    for id, of_licence in labels.items():
        asking.setdefault(tuple(of_licence), []).append(contents.name_of(id))
    if len({licence.id for part in contents.parts for licence in part.known}) < 2:
        return ", ".join(label for of_licences in asking for label in of_licences)
    return "; ".join(f"{', '.join(of_licences)} ({', '.join(editions(ids))})" for of_licences, ids in asking.items())


def _duty(asked: DutyAsked, contents: Contents) -> Line:
    """A duty in its own words, behind a label that says what to do; records begin with a verb or with the thing."""
    if (
        asked.words
        and asked.duty is not Duty.ATTRIBUTION
        and asked.duty in _SHOWN
        and contents.falls_due(asked, contents.act)
    ):
        return (Strong(asked.duty.label), f": see “{_SHOWN[asked.duty]}” above")
    return (Strong(asked.duty.label), f": {asked.says} ({_who(asked, contents)})")


def _texts(title: str, texts: tuple[FoundText, ...], contents: Contents) -> Iterator[Block]:
    if texts:
        yield Heading(2, title)
    for text in texts:
        names = ", ".join(map(contents.name_of, (*text.licences, *text.policies)))
        yield Heading(3, names or text.source)
        source = f"From {text.source}" if text.source else "The licence's own text, which comes with openness"
        unknown = "" if names or title != "Licence texts" else "; it is not the text of a licence that is known here"
        yield Paragraph(f"{source}, for {', '.join(text.of)}{unknown}.")
        yield Verbatim(text.text)


def _read(contents: Contents) -> str:
    read = dict.fromkeys(document for member in contents.members for document in member.release.read)
    unread = not_read(document for member in contents.members for document in member.release.unread)
    sentences = (f"Read: {', '.join(read)}." if read else "", unread)
    return "".join(f"{sentence} " for sentence in sentences if sentence)
