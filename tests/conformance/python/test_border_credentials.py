"""Credentials of a client: the login at a proxy reaches the proxy, and what is incomplete is refused, never left out."""

from __future__ import annotations

import asyncio
import base64
import socket
import threading

import mendix_deploy as mxd
import pytest

SECRET = "planted-secret"


class Proxy:
    """Answers every request itself, with an empty list, and keeps what it was asked."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.head = ""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        with connection:
            while "\r\n\r\n" not in self.head:
                self.head += connection.recv(65536).decode()
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]")

    def close(self) -> None:
        self._thread.join(20)
        self._listener.close()


@pytest.mark.parametrize("kind", [mxd.Client, mxd.AsyncClient])
def test_the_login_at_a_proxy_reaches_the_proxy(kind: type[mxd.Client | mxd.AsyncClient]) -> None:
    proxy = Proxy()
    client = kind(
        username="dana@example.com",
        api_key=mxd.SecretValue(SECRET),
        proxy=proxy.url,
        proxy_username="planted-user",
        proxy_password=mxd.SecretValue("planted-secret-proxy"),
        endpoints=mxd.clients.Endpoints(deploy="http://127.0.0.1:9"),
    )

    async def listed() -> object:
        assert isinstance(client, mxd.AsyncClient)
        return await client.apps.list()

    apps = client.apps.list() if isinstance(client, mxd.Client) else asyncio.run(listed())
    proxy.close()
    assert apps == ()
    assert proxy.head.startswith("GET http://127.0.0.1:9/api/1/apps HTTP/1.1\r\n")
    login = base64.b64encode(b"planted-user:planted-secret-proxy").decode()
    assert f"proxy-authorization: Basic {login}".lower() in proxy.head.lower()
    assert "planted" not in repr(client)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"username": "dana@example.com"}, "the user name is given without its API key"),
        ({"api_key": mxd.SecretValue(SECRET)}, "the API key is given without its user name"),
        ({"proxy_username": "dana"}, "the user name at the proxy is given without its password"),
        ({"proxy_password": mxd.SecretValue(SECRET)}, "the password at the proxy is given without its user name"),
        ({"username": "", "api_key": mxd.SecretValue(SECRET)}, "the user name is empty"),
    ],
)
def test_half_of_a_pair_is_refused_although_a_token_is_given(given: dict[str, object], told: str) -> None:
    with pytest.raises(mxd.CredentialsRefusedError) as caught:
        mxd.Client(pat=mxd.SecretValue(SECRET), **given)  # type: ignore[arg-type]
    assert caught.value.code == "credentials.missing"
    assert caught.value.message == told


def test_a_login_at_no_proxy_is_refused() -> None:
    with pytest.raises(mxd.InvalidInputError) as caught:
        mxd.Client(proxy_username="dana", proxy_password=mxd.SecretValue(SECRET))
    assert "name no `proxy`" in caught.value.message


def test_a_plain_text_is_no_secret() -> None:
    with pytest.raises(TypeError) as caught:
        mxd.Client(username="dana@example.com", api_key=SECRET)  # type: ignore[arg-type]
    assert SECRET not in str(caught.value)
