"""A server of the test's own: it tells when a request has arrived and when its connection has gone."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import mendix_deploy as mxd


class Silent:
    """Accepts a request and does not answer it until told."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.arrived = threading.Event()
        self.gone = threading.Event()
        self.answer = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            connection, _ = self._listener.accept()
            with connection:
                connection.recv(65536)
                self.arrived.set()
                connection.settimeout(0.05)
                while not self.answer.is_set():
                    with contextlib.suppress(TimeoutError):
                        if connection.recv(65536) == b"":
                            break
                else:
                    body = b"[]"
                    connection.sendall(
                        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n"
                        b"content-length: %d\r\n\r\n%s" % (len(body), body)
                    )
                self.gone.set()

    def close(self) -> None:
        self.answer.set()
        self._listener.close()


@contextlib.contextmanager
def silent() -> Iterator[Silent]:
    server = Silent()
    try:
        yield server
    finally:
        server.close()


def options(server: Silent) -> dict[str, object]:
    """A client of this server alone."""
    return {
        "username": "dana@example.com",
        "api_key": mxd.SecretValue("planted-secret"),
        "endpoints": mxd.clients.Endpoints(deploy=server.url, cloud=server.url, repository=server.url),
        "max_attempts": 1,
    }
