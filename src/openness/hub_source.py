"""A repository on the Hugging Face Hub as a source: `hub:ORG/NAME[@REVISION]`, the only thing that touches a network.

Through `huggingface_hub` (the extra `hub`), which decides about endpoint, token, cache and offline mode. What the Hub
says of the repository, its card, its licence texts and its settings are fetched, and never weights.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from openness import hub, prose
from openness.claim import SILENT, Claim, Fact
from openness.component import Component
from openness.document import LICENCE_LIMIT, TEXT_LIMIT, Document, document_of, open_document
from openness.file import UNREADABLE, bounds_of, licence_text
from openness.formats import card, format_of, hub_info, licence_file
from openness.problem import OpennessError, Problem, Unlike
from openness.release import Release, join
from openness.source import Source
from openness.tree import Mapping, json_tree
from openness.vocabulary import Basis, Kind

if TYPE_CHECKING:
    from types import ModuleType

    from openness.formats import Format

PREFIX = "hub:"
TEXTS_LIMIT = 32  # licence texts fetched of one repository; more are listed as unread

Fetch = Callable[[str, int], str | None]

_CARD = "README.md"
_PATIENCE = 30  # seconds for an answer of the API
_REVISION = re.compile(r"(?!.*(?:\.\.|//|@\{))[A-Za-z0-9_][\w./+-]{0,254}", re.ASCII)
_PLAIN = r"\w[\w. ()+-]*"  # a name without a path
_SUBJECTS = {"model": Kind.MODEL_PARAMETERS_FINAL, "dataset": Kind.DATASETS}


@frozen(repr=False, eq=False)
class Address:
    """A repository as its user wrote it.

    Args:
        source: as given.
        subject: `model` or `dataset`, what the repository is for.
        name: `OWNER/NAME`.
        revision: a branch, a tag or a commit; empty for the Hub's own choice.
    """

    source: str
    subject: str
    name: str
    revision: str

    @property
    def api(self) -> str:
        """Where the API answers for it, below the endpoint."""
        at = f"/revision/{self.revision.replace('/', '%2F')}" if self.revision else ""
        return f"api/{self.subject}s/{self.name}{at}"

    def file(self, name: str) -> str:
        """A file of it, as evidence names it."""
        return f"{self.source}/{name}"

    def problem(self, message: str, help: str = "") -> OpennessError:
        """What is wrong with it."""
        return OpennessError(Problem(self.source, None, message, help))


class _Gated(OpennessError):
    """The Hub keeps a file from this account."""


def address_of(source: str) -> Address:
    """The repository a source names.

    Raises:
        OpennessError: when it names none.

    >>> address_of("hub:org/model@v1.0").api
    'api/models/org/model/revision/v1.0'
    >>> address_of("hub:datasets/org/corpus").api
    'api/datasets/org/corpus'
    """
    written, at, revision = source.removeprefix(PREFIX).partition("@")
    subject = "dataset" if written.count("/") == 2 and written.startswith("datasets/") else "model"
    name = written.removeprefix("datasets/") if subject == "dataset" else written
    address = Address(source, subject, name, revision)
    if not hub.is_repository(name, owned=True):
        raise address.problem(
            "it names no repository", "write hub:ORG/NAME, hub:ORG/NAME@REVISION or hub:datasets/ORG/NAME"
        )
    if at and not _REVISION.fullmatch(revision):
        raise address.problem("what follows @ is no revision", "name a branch, a tag or a commit")
    return address


def read_hub(source: str) -> Release:
    """What the Hub says of a repository, with its card and its licence texts.

    Args:
        source: as the user wrote it.

    Raises:
        OpennessError: when it names no repository, `huggingface_hub` is missing, or the Hub does not give it.
    """
    address = address_of(source)
    try:
        import huggingface_hub as client
        import huggingface_hub.constants  # the client loads its parts as they are imported
    except ImportError:
        help = "install the extra: pip install 'openness[hub]'"
        raise address.problem("a hub: source needs huggingface_hub, which is not installed", help) from None
    with _quiet():
        return _cached(address, client) if client.constants.HF_HUB_OFFLINE else _fetched(address, client)


def _fetched(address: Address, client: "ModuleType") -> Release:
    """From the network, through the cache."""
    info = _info(address, client)
    files = [node.text for node in hub_info.files_of(info) or ()]
    where = {"repo_id": address.name, "repo_type": address.subject, "revision": address.revision or None}

    def fetch(name: str, limit: int) -> str | None:
        with _asking(address, client):
            size = client.get_hf_file_metadata(client.hf_hub_url(filename=name, **where)).size
            if size is None or size > limit:
                return None
            path: str = client.hf_hub_download(filename=name, library_name="openness", **where)
            return path

    told = hub_info.release_of(address.api, info, address.subject, files_read=True)
    return _read(address, files, fetch, evolve(told, read=(address.api,)))


def _cached(address: Address, client: "ModuleType") -> Release:
    """From the cache alone: what an earlier call left there."""
    found = client.try_to_load_from_cache(
        address.name, _CARD, repo_type=address.subject, revision=address.revision or None
    )
    if not isinstance(found, str):
        help = "fetch it once with HF_HUB_OFFLINE unset"
        raise address.problem("its card is not in the cache, and HF_HUB_OFFLINE is set", help)
    folder = os.path.dirname(found)
    paths = (os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    names = [os.path.relpath(path, folder).replace(os.sep, "/") for path in paths]
    placed = Release(
        name=_inferred(address, address.name),
        producer=_inferred(address, address.name.partition("/")[0]),
        subject=address.subject,
    )
    return _read(address, names, lambda name, limit: os.path.join(folder, name), placed, listed=False)


def _inferred(address: Address, value: str) -> Fact:
    return Fact((Claim(value, Basis.INFERRED, Source(address.source), address.source, "rule hub-cache"),))


def _info(address: Address, client: "ModuleType") -> Mapping:
    """The API's record of the repository, as it was sent.

    Raises:
        OpennessError: when the Hub does not give it, or gives something else.
    """
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    with _asking(address, client):
        headers = build_hf_headers(library_name="openness")
        endpoint = client.constants.ENDPOINT
        response = get_session().get(f"{endpoint}/{address.api}", headers=headers, timeout=_PATIENCE)
        hf_raise_for_status(response)
        data = response.content
    tree = json_tree(document_of(address.api, data, TEXT_LIMIT).text, address.api)
    if not isinstance(tree, Mapping) or not hub_info.name_of(tree) or hub_info.files_of(tree) is None:
        raise address.problem(f"{endpoint} does not answer as the Hub does", "check HF_ENDPOINT")
    return tree


def _read(address: Address, files: list[str], fetch: Fetch, told: Release, listed: bool = True) -> Release:
    """What the files of a repository say that can be read here, with what the Hub tells.

    Args:
        address: the repository.
        files: the paths of its files.
        fetch: gives the path of a copy on this machine; None where it is larger than the limit.
        told: what the Hub says of the repository.
        listed: whether that includes how its files can be had.
    """
    held = [told]
    texts = [name for name in files if _is_text(name)]
    if _CARD in files:
        document = _document(address, _CARD, fetch, TEXT_LIMIT)
        if document is None:
            raise address.problem(f"its card is larger than {TEXT_LIMIT:,} bytes", "too large to read safely")
        try:
            read = card.read(document, address.subject)
        except Unlike as unlike:
            raise OpennessError(unlike.problem) from None
        held = list(_weighed(address, read, document.text, told)) if listed else [read, told]
        texts += [name for name in read.links if name in files and name not in texts]
    held += (_text(address, name, fetch, at < TEXTS_LIMIT) for at, name in enumerate(texts))
    held += _described(address, [name for name in files if name not in texts], fetch)
    return join(held)


def _document(address: Address, name: str, fetch: Fetch, limit: int) -> Document | None:
    """A file under its name in the repository; None where it is larger than the limit."""
    copy = fetch(name, limit)
    return evolve(open_document(copy, limit), name=address.file(name)) if copy else None


def _text(address: Address, name: str, fetch: Fetch, near: bool) -> Release:
    """A licence text; one that is not read is listed, and keeps the licence from being certain."""
    named = address.file(name)
    try:
        copy = fetch(name, LICENCE_LIMIT) if near and not name.lower().endswith(UNREADABLE) else None
    except _Gated as gated:  # what else is known of the repository is told, and that this is missing
        return evolve(licence_file.unread(named), problems=gated.problems)
    return licence_text(copy, bounds_of(os.path.dirname(copy)), named) if copy else licence_file.unread(named)


def _described(address: Address, names: list[str], fetch: Fetch) -> Iterator[Release]:
    """What other files at the top say, where the name tells a format of text; of several that each describe a release
    none is read: one repository is one release here, and what they say is not of one.
    """
    known = [(name, kind) for name in names if re.fullmatch(_PLAIN, name) and (kind := format_of(name))]
    kept = [(name, kind) for name, kind in known if not kind.BYTES and kind.NAME not in (card.NAME, licence_file.NAME)]
    several = sum(kind.HOLDS == "release" for _, kind in kept) > 1
    for name, kind in kept:
        if several and kind.HOLDS == "release":
            yield Release(unread=(address.file(name),))
        else:
            yield _said(address, name, kind, fetch)


def _said(address: Address, name: str, kind: "Format", fetch: Fetch) -> Release:
    """What one file says; one that cannot be read is listed, with the problem."""
    named = address.file(name)
    try:
        document = _document(address, name, fetch, kind.LIMIT)
        said = kind.read(document) if document else Release(unread=(named,))
    except Unlike:  # another program's file of the same name
        return Release()
    except OpennessError as error:
        return Release(unread=(named,), problems=error.problems)
    if isinstance(said, tuple):
        return Release(unread=(named,))
    return said.without_conclusions()  # those count only from a file named on the command line (contract, rule 4)


def _weighed(address: Address, read: Release, text: str, told: Release) -> Iterator[Release]:
    """The card and what the Hub tells, so that one of them says how the files can be had.

    The Hub knows its files and its gate, and a card only lets them be inferred; but weights are never inferred against
    the card's prose (contract, rule 2).
    """
    kind = _SUBJECTS[address.subject]
    what = "weights" if address.subject == "model" else "data"
    withheld = not _offers(read, kind) and prose.not_yet(text, what) is not None
    yield read if withheld else _without_offer(read, kind)
    yield _without_offer(told, kind) if withheld else told


def _offers(release: Release, kind: Kind) -> bool:
    return any(item.availability.claims for item in release.component(kind).items)


def _without_offer(release: Release, kind: Kind) -> Release:
    """The release with nothing said of how a part can be had."""
    parts = tuple(
        Component(kind, tuple(evolve(item, availability=SILENT) for item in part.items)) if part.kind is kind else part
        for part in release.components
    )
    return evolve(release, components=parts)


def _is_text(name: str) -> bool:
    """Whether a file is a licence text of the whole repository: at its top, or in a folder of such texts."""
    folder, _, base = name.rpartition("/")
    return (not folder or licence_file.holds_texts(folder)) and licence_file.recognises(base, folder)


@contextmanager
def _asking(address: Address, client: "ModuleType") -> Iterator[None]:
    """Whatever the client raises becomes one line about the source."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError:
        help = "ask for access on its page and log in (`hf auth login`, or HF_TOKEN)"
        raise _Gated(*address.problem("it is gated, and this account has no access", help).problems) from None
    except errors.RevisionNotFoundError:
        raise address.problem(f"the Hub has no revision {address.revision} of it", "check the revision") from None
    except errors.RepositoryNotFoundError:
        raise _not_found(address) from None
    except errors.EntryNotFoundError as error:
        if isinstance(error, errors.LocalEntryNotFoundError):
            raise _unreachable(address, client, error) from None
        raise address.problem("a file that the Hub lists is not there", "try again") from None
    except errors.HfHubHTTPError as error:
        status = getattr(error.response, "status_code", "an error")
        if status in (401, 403, 404):  # the Hub does not tell strangers what is private and what is not there
            raise _not_found(address) from None
        raise address.problem(f"the Hub answered with {status}", "try again later") from None
    except Exception as error:  # what carries requests differs from version to version, and so do its errors
        raise _unreachable(address, client, error) from None


def _not_found(address: Address) -> OpennessError:
    message = f"the Hub has no such {address.subject}, or not for this account"
    return address.problem(message, "check the name, or log in if it is private (`hf auth login`, or HF_TOKEN)")


def _unreachable(address: Address, client: "ModuleType", error: Exception) -> OpennessError:
    help = "check the network; with HF_HUB_OFFLINE=1 what is in the cache is read"
    return address.problem(f"{client.constants.ENDPOINT} cannot be reached ({type(error).__name__})", help)


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars and no advice from the client while it works: standard error is for problems."""
    import logging

    from huggingface_hub.utils import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    shown = not are_progress_bars_disabled()
    logger = logging.getLogger("huggingface_hub")
    level = logger.level
    try:
        disable_progress_bars()
        logger.setLevel(logging.CRITICAL)
        yield
    finally:
        logger.setLevel(level)
        if shown:
            enable_progress_bars()
