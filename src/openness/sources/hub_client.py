"""The Hugging Face Hub as its client `huggingface_hub` gives it: a repository's record, its files, and what goes wrong.

The client (the extra `hub`) decides about endpoint, token, cache and offline mode. Nothing else in the package touches
a network.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import frozen

from openness.errors import OpennessError, Problem
from openness.formats import hub_record
from openness.syntax.document import TEXT_LIMIT, document_of
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping
from openness.value import Shown, Value
from openness.vocabulary import hub

if TYPE_CHECKING:
    from types import ModuleType

CARD = "README.md"

_PATIENCE = 30  # seconds for an answer of the API
_NAME_LIMIT = 96  # characters of a repository's name
_REVISION = re.compile(r"(?!.*(?:\.\.|//|@\{))[A-Za-z0-9_][\w./+-]{0,254}", re.ASCII)


@frozen(eq=False, repr=False)
class Address(Value):
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
        """The path of the API's answer on the repository, below the endpoint."""
        at = f"/revision/{self.revision.replace('/', '%2F')}" if self.revision else ""
        return f"api/{self.subject}s/{self.name}{at}"

    def file(self, name: str) -> str:
        """A file of it, as evidence names it."""
        return f"{self.source}/{name}"

    def problem(self, message: str, help: str = "") -> OpennessError:
        """The error for a problem with the repository."""
        return OpennessError(Problem(self.source, None, message, help))


class Gated(OpennessError):
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
    written, at, revision = source.removeprefix(hub.SOURCE).partition("@")
    subject = "dataset" if written.count("/") == 2 and written.startswith("datasets/") else "model"
    name = written.removeprefix("datasets/") if subject == "dataset" else written
    address = Address(source, subject, name, revision)
    if not hub.is_repository(name, owned=True) or "--" in name or len(name) > _NAME_LIMIT:
        raise address.problem(
            "it names no repository", "write hub:ORG/NAME, hub:ORG/NAME@REVISION or hub:datasets/ORG/NAME"
        )
    if at and not _REVISION.fullmatch(revision):
        raise address.problem("what follows @ is not a revision", "name a branch, a tag or a commit")
    return address


@frozen(eq=False, repr=False)
class Repository(Shown):
    """A repository that can be asked for its files.

    Args:
        address: what the user wrote.
        record: what the API says of it; None where only the cache was asked.
        files: the paths of its files.
        fetch: gives the path of a file's copy on this machine; None where the file is larger than a limit.
    """

    address: Address
    record: Mapping | None
    files: tuple[str, ...]
    fetch: Callable[[str, int], str | None]


@contextmanager
def repository(address: Address) -> Iterator[Repository]:
    """The repository at an address, as long as its files are asked for.

    Raises:
        OpennessError: when `huggingface_hub` is missing, or the Hub does not give it.
    """
    try:
        import huggingface_hub as client
        import huggingface_hub.constants  # the client loads its parts as they are imported
    except ImportError:
        help = "install the extra: pip install 'openness[hub]'"
        raise address.problem("a hub: source needs huggingface_hub, which is not installed", help) from None
    with _quiet():
        yield _cached(address, client) if client.constants.HF_HUB_OFFLINE else _online(address, client)


def _online(address: Address, client: "ModuleType") -> Repository:
    """From the network, through the cache."""
    record = _record(address, client)
    where = {"repo_id": address.name, "repo_type": address.subject, "revision": address.revision or None}

    def fetch(name: str, limit: int) -> str | None:
        with _asking(address, client):
            size = client.get_hf_file_metadata(client.hf_hub_url(filename=name, **where)).size
            if size is not None and size > limit:
                return None
            path: str = client.hf_hub_download(filename=name, library_name="openness", **where)
            return path

    return Repository(address, record, tuple(node.text for node in hub_record.files_of(record) or ()), fetch)


def _cached(address: Address, client: "ModuleType") -> Repository:
    """From the cache alone: what an earlier call left there."""
    where = {"repo_type": address.subject, "revision": address.revision or None}
    found = client.try_to_load_from_cache(address.name, CARD, **where)
    if not isinstance(found, str):
        help = "fetch it once with HF_HUB_OFFLINE unset"
        raise address.problem("its card is not in the cache, and HF_HUB_OFFLINE is set", help)
    folder = os.path.dirname(found)
    paths = (os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    files = tuple(sorted(os.path.relpath(path, folder).replace(os.sep, "/") for path in paths))
    return Repository(address, None, files, lambda name, limit: os.path.join(folder, name))


def _record(address: Address, client: "ModuleType") -> Mapping:
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
    if not isinstance(tree, Mapping) or not hub_record.name_of(tree) or hub_record.files_of(tree) is None:
        raise address.problem(f"{endpoint} does not answer as the Hub does", "check HF_ENDPOINT")
    return tree


@contextmanager
def _asking(address: Address, client: "ModuleType") -> Iterator[None]:
    """Turns whatever the client raises into one line about the source."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError:
        help = "ask for access on its page and log in (`hf auth login`, or HF_TOKEN)"
        raise Gated(*address.problem("it is gated, and this account has no access", help).problems) from None
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
