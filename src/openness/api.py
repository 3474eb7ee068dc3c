"""The functions for Python: read, classify, may, check, compatible, notice, convert, diff, identify, explain."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openness.errors import OpennessError, Problem
from openness.evaluation.batch import Classified, classify_again, classify_release, definitions
from openness.evaluation.classification import Classification
from openness.release.release import Release, join
from openness.shelf.shelf import Shelf, default
from openness.sources.gather import only
from openness.sources.given import Given, all_given, found_in, is_single, named, path_of, several

if TYPE_CHECKING:
    from openness.curation.explanation import Explanation
    from openness.evaluation.compatibility.combination import Compatibility
    from openness.evaluation.diff import Comparison
    from openness.evaluation.uses.permission import Permission
    from openness.export.convert import Conversion
    from openness.licensing.matching.match import Match
    from openness.policy.policy import Policy
    from openness.policy.result import Outcome
    from openness.references.inventory import Inventory
    from openness.reports.notice import Notice

Path = str | os.PathLike[str]
_NO_PATH = Problem("", None, "no path was named", "name a file or a folder")
_NOT_ADDED = Problem(
    "", None, "only what `inventory` finds is added to a bill, and nothing else with it", "convert the release alone"
)


def read(*sources: Given | Iterable[Given]) -> Release:
    """One release with everything these sources say.

    Args:
        sources: paths, `system:ID`, `hub:ORG/NAME`, releases, mappings of fields, or what huggingface_hub hands out;
            several, or a list of them, are joined.

    Raises:
        OpennessError: with every problem, when one of them cannot be used.
        TypeError: when one of them is nothing of the kind.

    >>> read({"license": "mit"}).component("model-parameters-final").licence.value
    'mit'
    """
    found = found_in(each for source in sources for each in several(source))
    if not found:
        raise OpennessError(_NO_PATH)
    return join(each.release for each in found)


def classify(source: Given, *, under: Iterable[str] | None = None, shelf: Shelf | None = None) -> Classification:
    """One release under definitions.

    Args:
        source: as for `read`; it must hold one release.
        under: ids of definitions, one alone as it is; by default the spectrum and every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.

    Raises:
        OpennessError: when the source cannot be used, holds several releases, or a definition is unknown.
        TypeError: when it is nothing of the kind, such as a table (`classify_table` takes one) or a list (`classify_all`).

    >>> classification = classify("docs/examples/llama-3.1/README.md", under=["osaid-1.0"])
    >>> classification.spectrum.reached, classification.judgements["osaid-1.0"].verdict.value
    ('weights-available', 'unmet')
    """
    shelf = _shelf(shelf)
    _no_table(source)
    if isinstance(source, Release):
        return classify_again(source, under, shelf)
    asked = definitions(under, shelf)
    found = only(found_in([source]), named(source), "name one of them, or use classify_all")
    return classify_release(found.release, found.source, asked, shelf)


def classify_all(
    sources: Iterable[Given] | Given,
    *,
    under: Iterable[str] | None = None,
    shelf: Shelf | None = None,
    problems: list[Problem] | None = None,
) -> tuple[Classification, ...]:
    """Every release that these sources hold, each under the definitions.

    Args:
        sources: as for `read`; one alone may be given as it is.
        under: as for `classify`.
        shelf: as for `classify`.
        problems: takes the problems of sources that cannot be used, and the others are answered; None to raise them.

    Raises:
        OpennessError: with every problem, when one of the sources cannot be used and `problems` is None.
    """
    shelf = _shelf(shelf)
    _no_table(sources, several=True)
    asked = definitions(under, shelf)
    if problems is None:
        return tuple(Classified(found_in(several(sources)), asked, shelf))
    gathered = all_given(list(several(sources)))
    problems += (*gathered.problems, *gathered.refused)
    return tuple(Classified(gathered.found, asked, shelf))


def may(
    source: Given | Iterable[Given],
    use: str | Iterable[str] | None = None,
    *,
    users: float | None = None,
    revenue: float | None = None,
    territory: str | None = None,
    not_excluded: bool = False,
    shelf: Shelf | None = None,
) -> "tuple[Permission, ...]":
    """The answer to “may we?”: one permission for each use.

    Args:
        source: as for `read`; a list of sources is one system (a model, its base, adapters, data, code), which may be
            used as far as each of its parts may.
        use: the id of a use, or several; by default all uses of a model, or of a data set.
        users: monthly active users in the month that a licence's limit names, with those of affiliates where it counts them.
        revenue: US dollars a year.
        territory: where the caller is established: a country, `EU` or `EEA`.
        not_excluded: the caller says that they belong to no class of people or businesses that a licence excludes.
        shelf: as for `classify`.

    Raises:
        OpennessError: when a source cannot be used, one source holds several releases, or a use or a territory is unknown.
        TypeError: when a source is nothing of the kind, a number is none, or `not_excluded` neither true nor false.
        ValueError: when a number is negative or not finite.

    >>> (answer,) = may("system:llama-3.1", "sell-a-product", users=800_000_000)
    >>> answer.verdict.value, [clause.clause for clause in answer.clauses]
    ('unmet', ['2, 1.b.ii'])
    """
    from openness.evaluation.uses.caller import caller_of
    from openness.evaluation.uses.may import permitted

    _no_table(source, several=True)
    found = found_in(several(source))
    if is_single(source):
        found = [only(found, named(source), "name one of them, or give them as a list")]
    elif not found:
        raise OpennessError(_NO_PATH)
    place = None if territory is None else _text("a territory", territory)
    caller = caller_of(users, revenue, place, not_excluded)
    return permitted(found, _words("a use", use), caller, _shelf(shelf))


def check(
    sources: Iterable[Given] | Given,
    *,
    policy: "Path | Policy | Mapping[str, Any] | None" = None,
    baseline: Path | None = None,
    exclude: Iterable[str] | str = (),
    under: Iterable[str] | None = None,
    together: bool = False,
    shelf: Shelf | None = None,
) -> "Outcome":
    """Every release that these sources hold against a policy: the gate behind `openness check`.

    Args:
        sources: as for `read`; one alone may be given as it is.
        policy: a policy, its file, or a mapping with the keys of such a file or of its `[check]` alone; by default the
            nearest file in the working directory and above it. Without one, any finding of level error fails and no
            level of openness is asked for.
        baseline: a file with violations that were there already.
        exclude: globs of files to leave out, besides those the policy names; one alone may be named as it is.
        under: as for `classify`; the policy may ask for others.
        together: whether the releases make one system, as `may` is asked of a list: data and code beside a model are
            then asked for the uses of the model too.
        shelf: as for `classify`.

    Raises:
        OpennessError: when no source is named, or the policy or the baseline cannot be used. An input that cannot be is a
            problem of the outcome, which then does not pass.

    >>> outcome = check("docs/examples/llama-3.1")
    >>> outcome.passes, [issue.rule for issue in outcome.violations]
    (True, [])
    >>> outcome = check("docs/examples/llama-3.1", policy={"require": {"spectrum": "open-weights"}})
    >>> [(issue.rule, issue.subject.licences) for issue in outcome.violations]
    [('spectrum', ('LicenseRef-Llama-3.1-Community',))]
    """
    from openness.policy.exceptions import baseline as baseline_at
    from openness.policy.gate import checked, policy_at
    from openness.policy.policy import Policy

    shelf = _shelf(shelf)
    _no_table(sources, several=True)
    if isinstance(policy, Mapping):
        from openness.policy.parse import policy_of

        policy = policy_of(policy, shelf)
    elif not isinstance(policy, Policy):
        policy = policy_at(None if policy is None else path_of(policy), shelf)
    known = None if baseline is None else baseline_at(path_of(baseline))
    given = several(sources)
    if not given:
        raise OpennessError(_NO_PATH)
    gathered = all_given(given, (*_globs(exclude), *policy.exclude))
    asked = definitions(under, shelf)
    return checked(gathered, policy, known, shelf, under=asked, together=together)


def diff(old: Given, new: Given, *, under: Iterable[str] | None = None, shelf: Shelf | None = None) -> "Comparison":
    """The changes between two releases, in facts, terms and verdicts, and their reasons.

    Raises:
        OpennessError: as `classify` does, for either.
    """
    from openness.evaluation.diff import compare

    shelf = _shelf(shelf)
    asked = definitions(under, shelf)
    return compare(classify(old, under=asked, shelf=shelf), classify(new, under=asked, shelf=shelf))


def convert(
    source: "Given | Inventory | Iterable[Inventory]",
    *,
    to: str,
    shelf: Shelf | None = None,
    spec_version: str = "",
    author: str = "",
    add_to: Path | None = None,
) -> "Conversion":
    """A release in another format: its `text`, and as `omissions` what that format cannot hold.

    Args:
        source: as for `read`; it must hold one release. Or what `inventory` found, which becomes a bill of materials.
        to: `native`, `card`, `mof`, `spdx3`, `spdx2` or `cyclonedx`; or a form: `eu-training-summary`,
            `eu-model-documentation` or `ab-2013`.
        shelf: as for `classify`.
        spec_version: the version of the format, such as `1.7` of `cyclonedx`; empty for the one written unasked.
        author: of an SBOM, the full legal name of whoever makes it: an organisation's, or `Person:` and a person's.
        add_to: of an inventory, a CycloneDX bill (JSON) that the text holds besides.

    Raises:
        OpennessError: when the source or the bill cannot be used, the source holds several releases, the format is
            unknown, none that an inventory is written in, or has no place for an author.

    >>> conversion = convert("docs/examples/llama-3.1/README.md", to="mof")
    >>> print(conversion.omissions[-1])
    base-models: 'meta-llama/Llama-3.1-8B' is left out: MOF has no place for it; its terms may bind
    """
    from openness.export.convert import convert as converted

    shelf = _shelf(shelf)
    to = _text("a format", to)
    inventories, others = _inventories(several(source))
    if inventories and not others:
        from openness.export.convert import Conversion
        from openness.references.cyclonedx import bill_of

        bill = None if add_to is None else path_of(add_to)
        return Conversion(to, bill_of(inventories, to, spec_version, bill, author))
    if inventories or add_to is not None:
        raise OpennessError(_NOT_ADDED)
    found = only(found_in(others), named(source), "name one of them, or read(…) several as one")
    return converted(found.release, to, shelf, spec_version, author)


def notice(
    source: "Given | Inventory | Iterable[Given | Inventory]",
    *,
    act: str = "pass-on",
    ship: str | Iterable[str] | None = None,
    shelf: Shelf | None = None,
) -> "Notice":
    """The notice that must go along with a system: licence texts, copyright lines, required words, duties.

    Args:
        source: as for `read`; several are one system: a model, its base, adapters, data, code. What `inventory` found
            brings every model and data set that code uses.
        act: what is done with it: `use`, `change`, `host` or `pass-on`.
        ship: the parts that are used or passed on, by their ids or as people call them (`weights`); all by default.
        shelf: as for `classify`; a text that lies beside a user's record is used.

    Returns:
        The notice as `text` and as `markdown`, and as `missing` what is not at hand.

    Raises:
        OpennessError: with every problem, when one of the paths cannot be used, or the act or a part is unknown.

    >>> result = notice("docs/examples/llama-3.1")
    >>> print(result.missing[0])
    the licence of example/chats, which docs/examples/llama-3.1 names: add its card or folder to the call
    >>> "Built with Llama" in result.text
    True
    """
    from openness.evaluation.notice.contents import contents_of
    from openness.reports.notice import write

    shelf = _shelf(shelf)
    inventories, others = _inventories(several(source))
    found = found_in(others)
    if inventories:
        from openness.references.inventory import with_releases_in_use

        found = with_releases_in_use(found, inventories)
    if not found:
        raise OpennessError(_NO_PATH)
    return write(contents_of(found, _text("an act", act), shelf, _words("a part", ship)))


def identify(text: str | os.PathLike[str], *, shelf: Shelf | None = None) -> "tuple[Match, ...]":
    """The licences whose texts stand in a text, one match each with its lines; empty where none is known.

    Args:
        text: the text of a licence file; a file is given as a `PathLike`, as a str is never taken for a path. A str that
            is the name of a file gets a warning.
        shelf: which texts are known; texts beside a user's own records are known too.

    Raises:
        OpennessError: when the file cannot be read.

    >>> from pathlib import Path
    >>> [match.licence for match in identify(Path("LICENSE"))]
    ['Apache-2.0']
    """
    if isinstance(text, os.PathLike):
        from openness.syntax.document import LICENCE_LIMIT, open_document

        text = open_document(path_of(text), LICENCE_LIMIT).text
    elif isinstance(text, str) and len(text) < 260 and os.path.isfile(text):
        from warnings import warn

        warn(f"{text!r} is taken for a licence's text; the file of this name is Path({text!r})", stacklevel=2)
    return _shelf(shelf).identify(_text("a licence's text", text))


def explain(word: str, *, shelf: Shelf | None = None) -> "Explanation":
    """The meaning of a word: a licence by any of its names, a definition, a criterion, a component, a term, a code.

    Raises:
        OpennessError: with the nearest words, when nothing has this name.

    >>> explain("apache 2.0").word
    'Apache-2.0'
    """
    from openness.curation.explain import explain as explained

    return explained(_text("a word", word), _shelf(shelf))


def compatible(*inbound: str, outbound: str, shelf: Shelf | None = None) -> "Compatibility":
    """May a work under, or made from, all of some licences be published under another?

    Of an inbound OR one alternative suffices, of an outbound OR all must hold, of AND all.

    Args:
        inbound: the licences that go in: ids, names or expressions; or well-known models, as `ORG/NAME`.
        outbound: the licence that the result is to be published under, likewise.
        shelf: where licences are looked up; the shipped shelf by default.

    Raises:
        OpennessError: when no inbound licence is named. A name that no record knows makes the answer unknown.

    >>> answer = compatible("BSD-4-Clause", "MIT", outbound="GPL-2.0-only")
    >>> answer.verdict.value, [(clause.licence, clause.clause) for clause in answer.clauses]
    ('unmet', [('BSD-4-Clause', '3')])
    """
    from openness.evaluation.compatibility.compatible import compatible as answer

    return answer(_inbound(inbound), _text("an outbound licence", outbound), _shelf(shelf))


def outbound(
    *inbound: str, among: Iterable[str] | None = None, shelf: Shelf | None = None
) -> "tuple[Compatibility, ...]":
    """The licences that a work made from all of some licences may be published under.

    Args:
        inbound: the licences that go in, as for `compatible`.
        among: the outbound licences that are asked about; every licence with a record by default.
        shelf: as for `compatible`.

    Returns:
        The answers that are met, then those that are unknown; a certain no is left out.

    Raises:
        OpennessError: when no inbound licence is named.

    >>> [answer.outbound for answer in outbound("GPL-2.0-or-later", "Apache-2.0", among=["GPL-2.0-only", "GPL-3.0-only"])]
    ['GPL-3.0-only']
    """
    from openness.evaluation.compatibility.compatible import outbound as answers

    return answers(_inbound(inbound), _words("an outbound licence", among), _shelf(shelf))


def _inbound(licences: Sequence[str]) -> list[str]:
    """The licences that go in, each a text."""
    if not licences:
        raise OpennessError(Problem("", None, "no licence was named", "name what goes in"))
    return [_text("a licence", licence) for licence in licences]


def inventory(
    *paths: Path,
    shelf: Shelf | None = None,
    exclude: Iterable[str] | str = (),
    hub: bool = False,
    cards: Path | Iterable[Path] = (),
) -> "tuple[Inventory, ...]":
    """Every model, data set and hosted service that code and settings below these paths name, with what it is.

    Nothing of what is read is imported, run or fetched.

    Args:
        paths: files or folders.
        shelf: as for `classify`.
        exclude: globs of files and folders to leave out; one alone may be given as it is.
        hub: True to ask the Hub for what is not known here.
        cards: folders of cards (`DIR/account/name/README.md`) and caches of the Hub, which are looked into first.

    Raises:
        OpennessError: with every problem, when no path is named or one of them cannot be used.
    """
    from openness.references.cards import cards_at
    from openness.references.inventory import inventories_at
    from openness.references.knowledge import Knowledge

    if not paths:
        raise OpennessError(_NO_PATH)
    folders = [cards] if isinstance(cards, (str, os.PathLike)) else cards
    knowledge = Knowledge(_shelf(shelf), cards=cards_at(map(path_of, folders)), hub=hub)
    found, problems = inventories_at([path_of(path) for path in paths], knowledge, _globs(exclude))
    if problems:
        raise OpennessError(*problems)
    return tuple(found)


def lock(
    *paths: Path,
    shelf: Shelf | None = None,
    exclude: Iterable[str] | str = (),
    hub: bool = False,
    cards: Path | Iterable[Path] = (),
) -> str:
    """The text of a lock: what `inventory` finds below these paths, as it is today.

    Args:
        paths: as for `inventory`.
        shelf: as for `classify`.
        exclude: as for `inventory`.
        hub: as for `inventory`.
        cards: as for `inventory`.

    Raises:
        OpennessError: as `inventory` does.
    """
    from openness.references.inventory import lock_on
    from openness.references.knowledge import today

    return lock_on(inventory(*paths, shelf=shelf, exclude=exclude, hub=hub, cards=cards), today()).text()


def _no_table(source: object, several: bool = False) -> None:
    """Refuse what other functions take: a table, and for one release a list.

    Raises:
        TypeError: when it is one of these, with the function that takes it.
    """
    name = type(source).__name__
    if hasattr(source, "__arrow_c_stream__") or name == "LazyFrame":
        argument = "table.collect()" if name == "LazyFrame" else "table"
        raise TypeError(f"a {name} is a table of many releases; use classify_table({argument})")
    if not several and isinstance(source, list | tuple):
        raise TypeError(
            f"one source is taken, and not a {name}; use classify_all(sources), or read(*sources) to join them"
        )


def _text(what: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{what} must be a str, not {type(value).__name__}")


def _words(what: str, words: str | Iterable[str] | None) -> list[str] | None:
    """Some words as a list; one alone may be given as it is. None where nobody names any."""
    if words is None:
        return None
    return [_text(what, word) for word in ([words] if isinstance(words, str) else words)]


def _globs(exclude: Iterable[str] | str) -> tuple[str, ...]:
    return tuple(_words("a glob", exclude) or ())


def _shelf(shelf: Shelf | None) -> Shelf:
    """The shelf a call names, or the one that is used otherwise."""
    if shelf is None:
        return default()
    if isinstance(shelf, Shelf):
        return shelf
    raise TypeError(f"shelf must be a Shelf, not {type(shelf).__name__}; use Shelf(FOLDER)")


def _inventories(sources: Sequence[Any]) -> "tuple[list[Inventory], list[Given]]":
    """The inventories among some sources, and the others."""
    from openness.references.inventory import Inventory

    inventories = [source for source in sources if isinstance(source, Inventory)]
    return inventories, [source for source in sources if not isinstance(source, Inventory)]
