"""What someone in Python calls: read, classify, check, compatible, convert, diff, identify, explain."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openness.errors import OpennessError, Problem, nearest
from openness.evaluation.classification import Classification
from openness.release.release import Found, Release, join
from openness.resolution.resolved import resolved
from openness.shelf.shelf import Shelf, default
from openness.sources.file import Gathered, Progress
from openness.sources.gather import gather, gather_all, only

if TYPE_CHECKING:
    from openness.curation.explain import Explanation
    from openness.evaluation.compatibility import Compatibility
    from openness.evaluation.diff import Comparison
    from openness.export.convert import Conversion
    from openness.licensing.matching.match import Match
    from openness.policy.exceptions import Baseline
    from openness.policy.policy import Policy
    from openness.policy.result import Issue, Outcome
    from openness.reports.notice import Notice

Path = str | os.PathLike[str]

_NO_PATH = Problem("", None, "no path was named", "name a file or a folder")


def read(*paths: Path) -> Release:
    """One release with everything the files at these paths say.

    Args:
        paths: files or folders; several are joined.

    Raises:
        OpennessError: with every problem, when one of them cannot be used.
    """
    found = _found(map(_written, paths))
    if not found:
        raise OpennessError(_NO_PATH)
    return join(one.release for one in found)


def classify(
    source: Path | Release, *, under: Iterable[str] | None = None, shelf: Shelf | None = None
) -> Classification:
    """One release under definitions.

    Args:
        source: a path, or a release already read.
        under: ids of definitions; by default the spectrum and every definition that ships.
        shelf: where licences and definitions are looked up; the shipped shelf by default.

    Raises:
        OpennessError: when the source cannot be used, holds several releases, or a definition is unknown.

    >>> classification = classify("docs/examples/llama-3.1/README.md", under=["osaid-1.0"])
    >>> classification.spectrum.reached, classification.judgements["osaid-1.0"].verdict.value
    ('weights-available', 'unmet')
    """
    shelf = _shelf(shelf)
    asked = definitions(under, shelf)
    if isinstance(source, Release):
        return classify_release(source, source.read[0] if source.read else "", asked, shelf)
    path = _written(source)
    found = only(_found([path]), path, "name one of them, or use classify_all")
    return classify_release(found.release, path, asked, shelf)


def classify_all(
    paths: Iterable[Path] | Path, *, under: Iterable[str] | None = None, shelf: Shelf | None = None
) -> tuple[Classification, ...]:
    """Every release at these paths, each under the definitions.

    Args:
        paths: files or folders; one alone may be named as it is.
        under: as for `classify`.
        shelf: as for `classify`.

    Raises:
        OpennessError: with every problem, when one of the paths cannot be used.
    """
    shelf = _shelf(shelf)
    asked = definitions(under, shelf)
    named = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else paths
    return tuple(classify_found(_found(map(_written, named)), asked, shelf))


def classify_found(
    found: Sequence[Found], under: tuple[str, ...], shelf: Shelf, progress: Progress = iter
) -> Iterator[Classification]:
    """Releases that have been read together, each with what the others say of its bases."""
    for one in progress(_related(found, shelf)):
        yield classify_release(one.release, one.source, under, shelf)


def classify_release(release: Release, source: str, under: tuple[str, ...], shelf: Shelf) -> Classification:
    """A release that has been read, under definitions that are known; each is opened when it is asked for."""
    return Classification(resolved(release, shelf), source, under, shelf)


def check(
    paths: Iterable[Path] | Path,
    *,
    policy: "Path | Policy | Mapping[str, Any] | None" = None,
    baseline: Path | None = None,
    exclude: Iterable[str] | str = (),
    under: Iterable[str] | None = None,
    shelf: Shelf | None = None,
) -> "Outcome":
    """Every release at these paths against a policy: the gate behind `openness check`.

    Args:
        paths: files or folders; one alone may be named as it is.
        policy: a policy, its file, or a mapping with the keys of such a file or of its `[check]` alone; by default the
            nearest file in the working directory and above it. Without one, any finding of level error fails and no
            level of openness is asked for.
        baseline: a file with violations that were there already.
        exclude: globs of files to leave out, besides those the policy names; one alone may be named as it is.
        under: as for `classify`; the policy may ask for others.
        shelf: as for `classify`.

    Raises:
        OpennessError: when no path is named, or the policy or the baseline cannot be used. An input that cannot be is a
            problem of the outcome, which then does not pass.

    >>> outcome = check("docs/examples/llama-3.1")
    >>> outcome.passes, [issue.rule for issue in outcome.violations]
    (True, [])
    >>> outcome = check("docs/examples/llama-3.1", policy={"require": {"spectrum": "open-weights"}})
    >>> [(issue.rule, issue.subject.licences) for issue in outcome.violations]
    [('spectrum', ('LicenseRef-Llama-3.1-Community',))]
    """
    from openness.policy.policy import Policy

    shelf = _shelf(shelf)
    if isinstance(policy, Mapping):
        from openness.policy.parse import policy_of

        policy = policy_of(policy, shelf)
    held = policy if isinstance(policy, Policy) else policy_at(None if policy is None else _written(policy), shelf)
    known = None if baseline is None else baseline_at(_written(baseline))
    named = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else list(paths)
    if not named:
        raise OpennessError(_NO_PATH)
    left_out = [exclude] if isinstance(exclude, str) else exclude
    gathered = gather_all([_written(path) for path in named], (*left_out, *held.exclude))
    return checked(gathered, held, known, shelf, under=definitions(under, shelf))


def policy_at(path: str | None, shelf: Shelf) -> "Policy":
    """The policy at a path; where none is named the nearest one, or one that asks for no rung.

    Raises:
        OpennessError: with every fault of its file.
    """
    from openness.policy.policy import Policy
    from openness.syntax.document import project_files

    if path is None and not any(project_files()):
        return Policy()
    from openness.policy.parse import read

    return read(path, shelf)


def baseline_at(path: str, missing: bool = False) -> "Baseline":
    """The baseline at a path, which may be missing where it is going to be written.

    Raises:
        OpennessError: when it cannot be read or is none.
    """
    from openness.policy.exceptions import baseline

    return baseline(path, missing)


def checked(
    gathered: Gathered,
    policy: "Policy",
    baseline: "Baseline | None",
    shelf: Shelf,
    progress: Progress = iter,
    under: tuple[str, ...] | None = None,
) -> "Outcome":
    """What was read, against a policy.

    Args:
        gathered: the releases.
        policy: what they are held against.
        baseline: what was there already.
        shelf: where licences and definitions are looked up.
        progress: is handed the releases and hands them on, as it shows how far they have come.
        under: the definitions that each release is judged by, each known; every one on the shelf by default.
    """
    from openness.policy.check import weigh
    from openness.policy.result import Outcome

    under = definitions(None, shelf) if under is None else under
    found: list[Classification] = []
    issues: list[Issue] = []
    for one in progress(_related(gathered.found, shelf)):
        classification = classify_release(one.release, one.source, under, shelf)
        found.append(classification)
        issues.extend(weigh(classification, policy))
    held = tuple(issues)
    if policy.exceptions:
        from openness.policy.exceptions import excepted

        held = excepted(held, found, policy)
    if baseline is not None:
        held = baseline.excepted(held, found, gathered.covers)
    problems = (*gathered.problems, *(problem for one in found for problem in one.release.problems))
    return Outcome(tuple(found), held, policy, tuple(dict.fromkeys(problems)), shelf.replaced, gathered.ignored)


def diff(
    old: Path | Release, new: Path | Release, *, under: Iterable[str] | None = None, shelf: Shelf | None = None
) -> "Comparison":
    """What changed between two releases, in facts, terms and verdicts, and why.

    Raises:
        OpennessError: as `classify` does, for either.
    """
    from openness.evaluation.diff import compare

    shelf = _shelf(shelf)
    return compare(classify(old, under=under, shelf=shelf), classify(new, under=under, shelf=shelf))


def convert(source: Path | Release, *, to: str, shelf: Shelf | None = None, spec_version: str = "") -> "Conversion":
    """A release in another format: its `text`, and as `omissions` what that format cannot hold.

    Args:
        source: a path, or a release already read.
        to: `native`, `card`, `mof`, `spdx3`, `spdx2` or `cyclonedx`.
        shelf: as for `classify`.
        spec_version: the version of the format, such as `1.7` of `cyclonedx`; empty for the one written unasked.

    Raises:
        OpennessError: when the source cannot be used or holds several releases, or the format is unknown.

    >>> conversion = convert("docs/examples/llama-3.1/README.md", to="mof")
    >>> print(conversion.omissions[-1])
    base-models: 'meta-llama/Llama-3.1-8B' is left out: MOF has no place for it; its terms may bind
    """
    from openness.export.convert import convert as converted

    shelf = _shelf(shelf)
    if not isinstance(source, Release):
        path = _written(source)
        source = only(_found([path]), path, "name one of them, or read(…) several as one").release
    return converted(source, _text("a format", to), shelf, spec_version)


def notice(
    source: Path | Release | Iterable[Path | Release], *, act: str = "pass-on", shelf: Shelf | None = None
) -> "Notice":
    """The notice that must go along with a system: licence texts, copyright lines, required words, duties.

    Args:
        source: a path or a release; several are one system: a model, its base, adapters, data, code.
        act: what is done with it: `use`, `change`, `host` or `pass-on`.
        shelf: as for `classify`; a text that lies beside a user's record is used.

    Returns:
        The notice as `text` and as `markdown`, and as `missing` what is not at hand.

    Raises:
        OpennessError: with every problem, when one of the paths cannot be used, or the act is unknown.

    >>> result = notice("docs/examples/llama-3.1")
    >>> print(result.missing[0])
    the licence of example/chats, which docs/examples/llama-3.1 names: add its card or folder to the call
    >>> "Built with Llama" in result.text
    True
    """
    shelf = _shelf(shelf)
    sources = [source] if isinstance(source, (str, bytes, os.PathLike, Release)) else list(source)
    found: list[Found] = []
    for one in sources:
        if isinstance(one, Release):
            found.append(Found(one.read[0] if one.read else "", one))
        else:
            found.extend(_found([_written(one)]))
    if not found:
        raise OpennessError(_NO_PATH)
    return noticed(found, _text("an act", act), shelf)


def noticed(found: Sequence[Found], act: str, shelf: Shelf) -> "Notice":
    """The notice of releases that have been read and are one system.

    Raises:
        OpennessError: when the act is unknown.
    """
    from openness.evaluation.notice import Member, contents
    from openness.reports.notice import write
    from openness.vocabulary.duties import Act

    if act not in list(Act):
        help = nearest(act, list(Act)) or f"one of {', '.join(Act)}"
        raise OpennessError(Problem("", None, f"there is no act {act!r}", help))
    members = [Member(resolved(one.release, shelf), one.source) for one in _related(found, shelf)]
    return write(contents(members, Act(act), shelf))


def identify(text: str, *, shelf: Shelf | None = None) -> "tuple[Match, ...]":
    """The licences whose texts stand in a text, one match each with its lines; empty where none is known.

    Args:
        text: the text of a licence file.
        shelf: which texts are known; texts beside a user's own records are known too.

    >>> from pathlib import Path
    >>> [match.licence for match in identify(Path("LICENSE").read_text())]
    ['Apache-2.0']
    """
    return _shelf(shelf).identify(_text("a licence's text", text))


def explain(word: str, *, shelf: Shelf | None = None) -> "Explanation":
    """What a word means: a licence by any of its names, a definition, a criterion, a component, a term, a code.

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
        inbound: the licences that go in: ids, names or expressions.
        outbound: the licence that the result is to be published under, likewise.
        shelf: where licences are looked up; the shipped shelf by default.

    Raises:
        OpennessError: when no inbound licence is named. A name that no record knows makes the answer unknown.

    >>> answer = compatible("BSD-4-Clause", "MIT", outbound="GPL-2.0-only")
    >>> answer.verdict.value, [(clause.licence, clause.clause) for clause in answer.clauses]
    ('unmet', [('BSD-4-Clause', '3')])
    """
    from openness.evaluation.compatibility import compatible as answer

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
    from openness.evaluation.compatibility import outbound as answers

    if among is not None:
        among = [_text("an outbound licence", one) for one in ([among] if isinstance(among, str) else among)]
    return answers(_inbound(inbound), among, _shelf(shelf))


def _inbound(licences: Sequence[str]) -> list[str]:
    """The licences that go in, each a text."""
    if not licences:
        raise OpennessError(Problem("", None, "no licence was named", "name what goes in"))
    return [_text("a licence", licence) for licence in licences]


def definitions(under: Iterable[str] | None, shelf: Shelf) -> tuple[str, ...]:
    """The definitions asked for, each known; every one on the shelf where none is named.

    Raises:
        OpennessError: with the nearest ids, for each that is unknown.
    """
    if under is None:
        return tuple(shelf.definitions())
    asked = tuple(dict.fromkeys([under] if isinstance(under, str) else under))
    problems: list[Problem] = []
    for id in asked:
        try:
            shelf.definition(_text("a definition's id", id))
        except OpennessError as error:
            problems.extend(error.problems)
    if problems:
        raise OpennessError(*problems)
    return asked


def _written(path: Path) -> str:
    """A path as its user wrote it."""
    return _text("a path", os.fspath(path))


def _text(what: str, held: object) -> str:
    if isinstance(held, str):
        return held
    raise TypeError(f"{what} must be a str, not {type(held).__name__}")


def _shelf(shelf: Shelf | None) -> Shelf:
    """The shelf a call names, or the one that is used otherwise."""
    if shelf is None:
        return default()
    if isinstance(shelf, Shelf):
        return shelf
    raise TypeError(f"shelf must be a Shelf, not {type(shelf).__name__}; use Shelf(FOLDER)")


def _related(found: Sequence[Found], shelf: Shelf) -> Sequence[Found]:
    """What was read together, each with what the others say of its bases."""
    if len(found) < 2:
        return found
    from openness.resolution.siblings import related

    return related(found, shelf)


def _found(paths: Iterable[str]) -> list[Found]:
    """What the paths gave; every problem together."""
    gathered = [gather(path) for path in paths]
    problems = [problem for one in gathered for problem in one.problems]
    if problems:
        raise OpennessError(*problems)
    return [found for one in gathered for found in one.found]
