"""The pieces that a notice needs and no file holds: licences, texts, copyright lines, names, each with an address."""

from collections.abc import Iterator, Sequence
from functools import partial

from attrs import frozen

from openness.evaluation.notice.contents import Contents, DutyAsked
from openness.evaluation.notice.system import page_of, place
from openness.evaluation.notice.texts import form
from openness.evaluation.uses.asked import as_sentence
from openness.licensing.clauses import cited
from openness.licensing.expression import All, Any, Expression, Name, ids, parse
from openness.value import Value
from openness.vocabulary import Kind, Relation, Term
from openness.vocabulary.duties import Act, Duty, Lack
from openness.vocabulary.sentences import editions
from openness.vocabulary.verdict import Verdict

_ACTS = {Act.USE: Term.USE, Act.CHANGE: Term.MODIFY, Act.HOST: Term.HOST, Act.PASS_ON: Term.SHARE}
_Wanted = tuple[str, bool]  # the id of a licence or an exception, and whether the policy that is part of it is meant


@frozen(eq=False, repr=False)
class Missing(Value):
    """A thing that a notice needs and that is not at hand.

    Args:
        lack: the sort of thing.
        of: the release, base model or part that it belongs to.
        what: the name of a licence, the words, the file, or the conflict; empty where `of` says it all.
        asked: the licence and the clause that ask for it; empty where none is known.
        address: where to look for it; empty where no file says it.
        anywhere: the words may stand anywhere in a name.
        newer: the id of a newer text in the place of this one; empty where none is known.
        fix: what cures a conflict.
    """

    lack: Lack
    of: str
    what: str = ""
    asked: str = ""
    address: str = ""
    anywhere: bool = False
    newer: str = ""
    fix: str = ""

    def __str__(self) -> str:
        """The thing in words, without its address."""
        asked = f" ({self.asked})" if self.asked else ""
        match self.lack:
            case Lack.CONFLICT:
                fits = f"a licence of {self.of} that fits what it was made from"
                return f"{fits}: {self.what.removesuffix('.')}. {as_sentence(self.fix)}."
            case Lack.PART_LICENCE:
                return f"the licence of {self.of}" + (f", which may be {self.what}" if self.what else "")
            case Lack.UNREAD_CLAUSES:
                return f"the other clauses of {self.what}, for {self.of}: openness knows its text in part only"
            case Lack.PERMISSION:
                return f"whether and how {self.what} lets people {self.asked} {self.of}: no record says"
            case Lack.NAMED_DATA:
                return f"the licence of {self.what}, which {self.of} names: add its card or folder to the call"
            case Lack.LICENCE_TEXT:
                newer = (
                    "; its steward has put a newer text in its place, which may be what you find there"
                    if self.newer
                    else ""
                )
                return f"the text of {self.what}, for {self.of}{asked}{newer}"
            case Lack.COPYRIGHT_LINES:
                return f"the copyright lines and notices of {self.of}{asked}"
            case Lack.CREDIT:
                return f"the name of whoever made {self.of}, to give credit{asked}: write it as producer in an openness.yaml"
            case Lack.NAME_PREFIX:
                return (
                    f"a name for {self.of} that {'contains' if self.anywhere else 'begins with'} “{self.what}”{asked}"
                )
            case Lack.UNREAD_FILE:
                return f"the content of {self.what}, which was found with {self.of} and not read"

    def to_dict(self) -> dict[str, object]:
        """The thing as the JSON of `openness notice`."""
        return {
            "lack": self.lack.value,
            "says": str(self),
            "of": self.of,
            "what": self.what or None,
            "asked": self.asked or None,
            "address": self.address or None,
        }


def missing(contents: Contents) -> tuple[Missing, ...]:
    """The missing pieces: conflicts of licences first, then licences that are not known."""
    every = (
        *(
            Missing(Lack.CONFLICT, of, found.message, fix=found.help or found.code.help)
            for of, found in contents.conflicts
        ),
        *_unknown_licences(contents),
        *_unread_clauses(contents),
        *_unsaid_permissions(contents),
        *_missing_texts(contents),
        *_missing_copyrights(contents),
        *_missing_names(contents),
        *_unread(contents),
    )
    return tuple(sorted(dict.fromkeys(every), key=lambda lack: list(Lack).index(lack.lack)))


def _unknown_licences(contents: Contents) -> Iterator[Missing]:
    for member in contents.members if not contents.parts else ():
        if not any(component.spoken for component in member.release.components):  # and so nothing of a licence
            yield Missing(Lack.PART_LICENCE, member.name)
    for part in contents.parts:
        known = [id for expression in part.licences for id in ids(expression) if contents.licence(id) is not None]
        unknown = [id for expression in part.licences for id in ids(expression) if contents.licence(id) is None]
        if len(part.licences) != 1 or unknown:
            names = [contents.names_in(expression) for expression in part.licences]
            address = part.address or next(filter(None, map(partial(_address, contents), known)), "")
            yield Missing(Lack.PART_LICENCE, str(part), " or ".join(editions(names, "or")), address=address)
    for member in contents.members if contents.ships(Kind.DATASETS) else ():
        for item in member.release.component(Kind.DATASETS).spoken:
            if item.name and item.silent and item.name.lower() not in contents.names:
                address = place((item,)) or (page_of(item.name, data=True) if item.on_hub else "")
                yield Missing(Lack.NAMED_DATA, member.name, item.name, address=address)


def _missing_texts(contents: Contents) -> Iterator[Missing]:
    """The texts of licences and of the policies that are part of one, each once for all parts that need it."""
    have = {(form(id), False) for text in contents.texts for id in text.licences}
    have |= {(id, True) for text in contents.texts for id in text.policies}
    needing: dict[_Wanted, dict[str, None]] = {}
    for part in contents.parts if contents.gives_texts else ():
        for expression in part.licences if len(part.licences) == 1 else ():
            for wanted in _without_text(contents, parse(expression), have):
                if wanted[0] in contents.needed or wanted[0] in contents.library.licences.exceptions:
                    needing.setdefault(wanted, {})[str(part)] = None
    for (id, of_policy), parts in needing.items():
        licence, of = contents.licence(id), " and ".join(sorted(parts))
        policy = licence.policy if licence and of_policy else None
        if policy:
            what = f"the {policy.name}, which is part of {contents.name_of(id)}"
            yield Missing(Lack.LICENCE_TEXT, of, what, cited(policy.clause), policy.url)
        else:
            duty = contents.bringing(licence) if licence else None
            asked = cited(duty.clause) if duty else ""
            address = _address(contents, id)
            yield Missing(
                Lack.LICENCE_TEXT,
                of,
                contents.name_of(id),
                asked,
                address,
                newer=licence.replaced_by if licence else "",
            )


def _unread_clauses(contents: Contents) -> Iterator[Missing]:
    unread: dict[str, dict[str, None]] = {}
    for part in contents.parts:
        for id in ids(part.licences[0]) if len(part.licences) == 1 else ():
            licence = contents.licence(id)
            if licence is not None and licence.read_in_part:
                unread.setdefault(id, {})[str(part)] = None
    for id, parts in unread.items():
        yield Missing(
            Lack.UNREAD_CLAUSES, " and ".join(sorted(parts)), contents.name_of(id), address=_address(contents, id)
        )


def _unsaid_permissions(contents: Contents) -> Iterator[Missing]:
    """The licences whose records do not say that the notice's act is allowed: its conditions are then unknown too."""
    term = _ACTS[contents.act]
    unsaid: dict[str, dict[str, None]] = {}
    for part in contents.parts:
        beside = part.of_outputs or (contents.act is Act.HOST and part.kind is not Kind.MODEL_PARAMETERS_FINAL)
        if beside or len(part.licences) != 1:
            continue
        (expression,) = part.licences
        known = [licence for licence in map(contents.licence, ids(expression)) if licence is not None]
        answers = contents.library.licences.answers(expression, (term,), part.kind)
        is_said = (Verdict.MET,) in answers or (Verdict.UNKNOWN,) not in answers
        for licence in known if not is_said else ():
            if licence.answer(term, part.kind) is Verdict.UNKNOWN and not licence.read_in_part:
                unsaid.setdefault(licence.id, {})[str(part)] = None
    for id, parts in unsaid.items():
        of = " and ".join(sorted(parts))
        yield Missing(Lack.PERMISSION, of, contents.name_of(id), contents.act.label, _address(contents, id))


def _without_text(contents: Contents, expression: Expression, have: set[_Wanted]) -> tuple[_Wanted, ...]:
    """The texts and policies of an expression that are not at hand; of a choice, those of the alternative that lacks least."""
    if isinstance(expression, Name):
        licence = contents.licence(expression.id)
        texts = (str(Name(expression.id, expression.later)), *filter(None, (expression.exception,)))
        wanted = [(id, False) for id in texts if (form(id), False) not in have]
        if licence and licence.policy and (licence.policy.id, True) not in have:
            wanted.append((expression.id, True))
        return tuple(wanted)
    lacking = [_without_text(contents, part, have) for part in expression.parts]
    if isinstance(expression, Any):
        return min(lacking, key=len)
    assert isinstance(expression, All)
    return tuple(dict.fromkeys(missing for parts in lacking for missing in parts))


def _address(contents: Contents, id: str) -> str:
    """The address of a licence's text; empty where it is unknown."""
    licence = contents.licence(id)
    if licence is not None and licence.text:
        return licence.text
    listed = licence.listed_by_spdx if licence else id in contents.library.licences.exceptions
    return f"https://spdx.org/licenses/{id}.html" if listed else ""


def _missing_copyrights(contents: Contents) -> Iterator[Missing]:
    """The copyright lines that licences ask to keep, for each part of which no line was read.

    A line beside a derivative may be its own, so it is none of its base. A licence made for data or documents alone
    asks for credit: there the name of whoever made it will do.
    """
    found = {line.of for line in contents.copyrights} | {name for text in contents.notices for name in text.of}
    for asked in contents.due(contents.act):
        if asked.duty is not Duty.ATTRIBUTION or asked.words:
            continue
        for part in asked.parts:
            licences = [id for id in asked.licences if any(duty.licence == id for duty in part.duties)]
            by_name = all(map(partial(_asks_for_credit, contents), licences))
            if not (part.of in found and part.is_own) and not (by_name and part.producer):
                lack = Lack.CREDIT if by_name else Lack.COPYRIGHT_LINES
                yield Missing(lack, str(part), "", _asking(contents, asked, licences), part.address)


def _asking(contents: Contents, asked: DutyAsked, licences: Sequence[str]) -> str:
    """The licences and the clause that ask for something."""
    return f"{', '.join(editions(map(contents.name_of, licences)))}, {cited(asked.clause)}"


def _asks_for_credit(contents: Contents, id: str) -> bool:
    """True for a licence that is made for data or documents, where a name is credit."""
    licence = contents.licence(id)
    return licence is not None and bool(licence.made_for) and "code" not in licence.made_for


def _missing_names(contents: Contents) -> Iterator[Missing]:
    """The names that licences ask for and that a derivative does not have."""
    due = [naming for naming in contents.due(contents.act) if naming.duty is Duty.NAMING and naming.words]
    asking = [(naming, {part.of for part in naming.parts}) for naming in due]
    for member in contents.members:
        bases = [base.name for base in member.release.base_models if base.relation is not Relation.SAME_ARCHITECTURE]
        for naming, parts in asking if bases else ():
            concerned = not parts.isdisjoint((member.name, *bases))
            name = contents.name_asked(naming)
            if concerned and name and not name.fits(member.name):
                asked, address = _asking(contents, naming, naming.licences), _address(contents, naming.licences[0])
                yield Missing(Lack.NAME_PREFIX, member.name, naming.words, asked, address, name.anywhere)


def _unread(contents: Contents) -> Iterator[Missing]:
    for member in contents.members:
        texts = [text.source.document for text in member.release.texts if not text.text.strip()]
        for document in dict.fromkeys((*texts, *member.release.unread)):
            yield Missing(Lack.UNREAD_FILE, member.name, document, address=member.address)
