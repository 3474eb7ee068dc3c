"""A Hub on this machine: the API's records and files of a few repositories, and a note of what was asked for."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class FakeHub:
    """A Hub with what it holds and how it answers.

    Args:
        files: by repository (`org/name`, `datasets/org/name`), its files by path; a file of None cannot be had (gated).
        records: by repository, what its record says besides its name and files; bytes for an answer that is not a record.
        moved: by the name a repository had, the one it has.
    """

    def __init__(
        self,
        files: Mapping[str, Mapping[str, str | None]],
        records: Mapping[str, dict[str, Any] | bytes],
        moved: Mapping[str, str],
    ) -> None:
        self.files = files
        self.records = records
        self.moved = moved
        self.asked: list[str] = []
        self.tokens: set[str | None] = set()
        self.url = ""

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """The status, headers and body for a path."""
        path = unquote(path.partition("?")[0]).lstrip("/")
        self.asked.append(path)
        for old, new in self.moved.items():
            if f"{old}/" in f"{path}/":
                return 307, {"Location": f"/{path.replace(old, new)}"}, b""
        if path.startswith("api/"):
            return self._record(path.removeprefix("api/").removeprefix("models/"))
        repository, _, rest = path.partition("/resolve/")
        revision, _, file = rest.partition("/")
        if repository not in self.files:
            return 404, {"X-Error-Code": "RepoNotFound"}, b""
        if revision not in ("main", COMMIT, "v1"):
            return 404, {"X-Error-Code": "RevisionNotFound"}, b""
        files = self.files[repository]
        if file not in files:
            return 404, {"X-Error-Code": "EntryNotFound"}, b""
        text = files[file]
        if text is None:
            return 403, {"X-Error-Code": "GatedRepo"}, b""
        body = text.encode()
        return 200, {"ETag": f'"{sha256(body).hexdigest()[:40]}"', "X-Repo-Commit": COMMIT}, body

    def _record(self, path: str) -> tuple[int, dict[str, str], bytes]:
        repository, _, revision = path.partition("/revision/")
        if repository not in self.files:
            return 401, {}, b""
        if revision not in ("", "main", COMMIT, "v1"):
            return 404, {"X-Error-Code": "RevisionNotFound"}, b""
        record = self.records.get(repository, {})
        if isinstance(record, bytes):
            return 200, {}, record
        fields: dict[str, Any] = {
            "id": repository.removeprefix("datasets/"),
            "sha": COMMIT,
            "private": False,
            "disabled": False,
            "gated": False,
            "tags": [],
            "siblings": [{"rfilename": name} for name in self.files[repository]],
        }
        return 200, {"Content-Type": "application/json"}, json.dumps({**fields, **record}).encode()


@contextmanager
def serving(hub: FakeHub) -> Iterator[str]:
    """The address at which a Hub answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, body: bool) -> None:
            hub.tokens.add(self.headers.get("Authorization"))
            status, headers, data = hub.answer(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        hub.url = f"http://127.0.0.1:{server.server_port}"
        yield hub.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
