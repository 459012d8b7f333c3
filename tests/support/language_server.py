"""The YAML language server, spoken to over its standard input and output as an editor does."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

PACKAGE = "yaml-language-server@1.25.0"
PATIENCE = 90
"""Seconds to wait for an answer, the server's own start included."""


def command() -> list[str] | None:
    """Return how to start the server: installed, or fetched by npx; None where there is no Node."""
    installed = shutil.which("yaml-language-server")
    if installed:
        return [installed, "--stdio"]
    npx = shutil.which("npx")
    return [npx, "--yes", PACKAGE, "--stdio"] if npx and shutil.which("node") else None


class LanguageServer:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        words = command()
        assert words is not None
        self._process = subprocess.Popen(
            words, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._folder = folder
        self._said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._number = 0
        self._told: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> LanguageServer:
        root = self._folder.as_uri()
        folders = [{"uri": root, "name": "scenarios"}]
        capabilities = {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}, "workspace": {}}
        start = {
            "processId": None,
            "rootUri": root,
            "workspaceFolders": folders,
            "capabilities": capabilities,
        }
        self.ask("initialize", start)
        self._tell("initialized", {})
        wishes = {
            "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
        }
        self._tell("workspace/didChangeConfiguration", {"settings": wishes})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def opened(self, path: Path) -> list[dict[str, Any]]:
        """Open a file and return what the server finds in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while path.as_uri() not in self._told:
            self._next()
        return self._told[path.as_uri()]

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is said of a place; line and column count from 1."""
        found = self.ask("textDocument/hover", _at(path, line, column))
        contents = found["contents"] if found else ""
        return str(contents.get("value", "") if isinstance(contents, dict) else contents)

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """Return what may be written at a place."""
        found = self.ask("textDocument/completion", _at(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return [str(one["label"]) for one in items]

    def ask(self, method: str, about: dict[str, Any]) -> Any:
        """Ask and return the answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": about})
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, about: dict[str, Any]) -> None:
        self._send({"method": method, "params": about})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """Return the next message; answer what the server asks, keep what it tells."""
        message = self._said.get(timeout=PATIENCE)
        if message is None:
            raise EOFError("the language server has gone")
        if message.get("method") == "textDocument/publishDiagnostics":
            self._told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            asked = (
                message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            )
            self._send({"id": message["id"], "result": [None for _ in asked] if asked else None})
        return message

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while head := out.readline():
            if head.lower().startswith(b"content-length:"):
                size = int(head.split(b":")[1])
                while out.readline().strip():
                    pass
                self._said.put(json.loads(out.read(size)))
        self._said.put(None)


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    place = {"line": line - 1, "character": column - 1}
    return {"textDocument": {"uri": path.as_uri()}, "position": place}
