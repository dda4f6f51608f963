"""A real server on loopback that answers exactly the bytes it is told to, over TCP or TLS, and real certificates."""

import asyncio
import datetime as dt
import ipaddress
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.core.http.client import ApiClient
from explorer.core.models.action import ActionRef
from explorer.core.models.credential import Credential
from explorer.core.models.exchange import Exchange
from explorer.core.models.request import Request

Answer = bytes | Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

CREDENTIAL = Credential("AKIDEXAMPLE", "EXAMPLEKEY")
ENVELOPE = b'{"Response":{"TotalCount":0,"RequestId":"aa-bb"}}'


def http(
    body: bytes = ENVELOPE, *headers: str, status: str = "200 OK", content_type: str = "application/json"
) -> bytes:
    """The bytes of one answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def request(endpoint: str, **changes: Any) -> Request:
    """A small request to an endpoint."""
    return Request(ActionRef("mqtt", "2024-05-16", "DescribeInstanceList"), endpoint=endpoint, **changes)


def send(endpoint: str, *, client: ApiClient | None = None, **changes: Any) -> Exchange:
    """Send one request in a loop of its own."""

    async def run() -> Exchange:
        sender = client or ApiClient(verify=False)
        try:
            return await sender.send(request(endpoint, **changes), CREDENTIAL)
        finally:
            await sender.aclose()

    return asyncio.run(run())


class Loopback:
    """``requests`` are the raw bytes of each request; ``gone`` is set when a client closes its connection."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answer: Answer = http()
        self.close_after = False
        self.requests: list[bytes] = []
        self.connections = 0
        self.gone = threading.Event()
        self.arrived = threading.Event()
        self.port = 0
        self._context = context
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    @property
    def url(self) -> str:
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop.set_exception_handler(lambda *_: None)
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._context)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # a transport closes one turn of the loop later

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            while await self._one(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._tasks.discard(task)
            self.gone.set()
            writer.close()
            if self._stop.is_set():
                writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        self.requests.append(head + await reader.readexactly(length))
        self.arrived.set()
        if callable(self.answer):
            await self.answer(reader, writer)
        else:
            writer.write(self.answer)
            await writer.drain()
        return not self.close_after


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A plain server."""
    loopback = Loopback()
    loopback.start()
    yield loopback
    loopback.stop()


class Certificates:
    """A CA of its own, and a TLS server with any certificate it signs."""

    def __init__(self, folder: Path) -> None:
        from cryptography.hazmat.primitives.asymmetric import ec

        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._ca = self._certificate("Test CA", "Test CA", self._key.public_key(), is_ca=True)
        self.ca_file = folder / "ca.pem"
        self.ca_file.write_bytes(self._pem(self._ca))

    @staticmethod
    def _pem(certificate: Any) -> bytes:
        from cryptography.hazmat.primitives.serialization import Encoding

        return bytes(certificate.public_bytes(Encoding.PEM))

    def _certificate(self, name: str, issuer: str, key: Any, *, is_ca: bool = False, old: bool = False,
                     names: tuple[str, ...] = (), signing_key: Any = None) -> Any:  # fmt: skip
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.x509.oid import NameOID

        now = dt.datetime.now(dt.UTC)
        begin, end = (
            (now - dt.timedelta(30), now - dt.timedelta(1)) if old else (now - dt.timedelta(1), now + dt.timedelta(1))
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        )
        if names:
            listed = [
                x509.IPAddress(ipaddress.ip_address(one)) if one[0].isdigit() else x509.DNSName(one) for one in names
            ]
            builder = builder.add_extension(x509.SubjectAlternativeName(listed), critical=False)
        return builder.sign(signing_key or self._key, hashes.SHA256())

    def context(self, *names: str, old: bool = False, self_signed: bool = False) -> ssl.SSLContext:
        """A server's context with a certificate for these names."""
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        key = ec.generate_private_key(ec.SECP256R1())
        signer = (names[0], key) if self_signed else ("Test CA", self._key)
        leaf = self._certificate(names[0], signer[0], key.public_key(), old=old, names=names, signing_key=signer[1])
        path = self._folder / f"{names[0]}-{old}-{self_signed}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(secret + self._pem(leaf))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates made now, so that none ever expires in the checkout."""
    pytest.importorskip("cryptography")
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def tls_server() -> Iterator[Callable[[ssl.SSLContext], Loopback]]:
    """Makes TLS servers that stop at the end of the test."""
    running: list[Loopback] = []

    def make(context: ssl.SSLContext) -> Loopback:
        loopback = Loopback(context)
        loopback.start()
        running.append(loopback)
        return loopback

    yield make
    for loopback in running:
        loopback.stop()
