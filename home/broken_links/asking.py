"""Does an address outside the site answer? Asked politely, and only out in the open.

Whoever writes a link could make this machine ask its own network, so a name is looked
up once, only public addresses are connected to, and so at each redirect.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from home.broken_links.models import Reason

IPAddress = IPv4Address | IPv6Address
MayConnect = Callable[[IPAddress], bool]

SECONDS = 6
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
PORTS = {"http": 80, "https": 443}
SAFE_IN_PATHS = "/%:@!$&'()*+,;=~"
# Outside of it lie the gateways that lead into networks of IPv4.
OPEN_IPV6 = IPv6Network("2000::/3")


class NoAnswer(Exception):
    def __init__(self, reason: Reason):
        self.reason = reason


def is_public(address: IPAddress) -> bool:
    """Not this machine, its network, or a tunnel that leads into one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address not in OPEN_IPV6 or address.sixtofour is not None:
            return False
    return address.is_global and not address.is_multicast


def what_is_wrong(address: str, may_connect: MayConnect = is_public) -> Reason | None:
    """Why readers do not get there; None where somebody answers."""
    try:
        status = _status_at_the_end(address, may_connect)
    except NoAnswer as error:
        return error.reason
    if status in GONE:
        return Reason.GONE
    # Refused to a machine (401, 403, 429 …): people may well be let in.
    is_their_fault = status >= http.client.INTERNAL_SERVER_ERROR
    return Reason.ERROR if is_their_fault else None


def _status_at_the_end(address: str, may_connect: MayConnect) -> int:
    seen = set()
    while address not in seen and len(seen) <= MOST_REDIRECTS:
        seen.add(address)
        status, leads_to = _ask("HEAD", address, may_connect)
        if status >= http.client.BAD_REQUEST:
            # Not everybody answers to HEAD, or not truly.
            status, leads_to = _ask("GET", address, may_connect)
        if status not in REDIRECTS or not leads_to:
            return status
        address = urljoin(address, leads_to)
    raise NoAnswer(Reason.CIRCLE)


def _ask(method: str, address: str, may_connect: MayConnect) -> tuple[int, str]:
    """The status and where it leads. The body stays where it is."""
    parts, name, port = _read(address)
    connected = _connect(name, port, parts.scheme, may_connect)
    connection = http.client.HTTPConnection(name, port)
    connection.default_port = PORTS[parts.scheme]  # which it need not say
    connection.sock = connected
    # A time-out begins anew with each byte; this ends an answer that drips in.
    alarm = threading.Timer(SECONDS, _hang_up, [connected])
    alarm.start()
    try:
        if isinstance(connected, ssl.SSLSocket):
            connected.do_handshake()
        connection.request(method, _path(parts), headers=_headers())
        answer = connection.getresponse()
    except ssl.SSLError as error:
        raise NoAnswer(Reason.UNSAFE) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NoAnswer(Reason.NO_ANSWER) from error
    finally:
        alarm.cancel()
        connection.close()
    return answer.status, _in_unicode(answer.headers.get("Location", ""))


def _read(address: str) -> tuple[SplitResult, str, int]:
    """Its parts, and the host's name and port; a user and password are left out."""
    try:
        parts = urlsplit(address)
        name = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise NoAnswer(Reason.NO_SITE) from error
    if not name:
        raise NoAnswer(Reason.NO_SITE)
    return parts, name, port


def _connect(name: str, port: int, scheme: str, may_connect: MayConnect):
    """A socket to an address that was judged, not to a name that changes its mind."""
    for address in _look_up(name, port, may_connect):
        try:
            connected = socket.create_connection((address, port), SECONDS)
        except OSError:
            continue
        if scheme == "http":
            return connected
        return ssl.create_default_context().wrap_socket(
            connected, server_hostname=name, do_handshake_on_connect=False
        )
    raise NoAnswer(Reason.NO_ANSWER)


def _look_up(name: str, port: int, may_connect: MayConnect) -> list[str]:
    """All its addresses; refused if any of them is not for everybody."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(Reason.NO_SITE) from error
    addresses = [str(each[4][0]) for each in found]
    if not all(may_connect(ip_address(each)) for each in addresses):
        raise NoAnswer(Reason.INSIDE)
    return addresses


def _hang_up(connected: socket.socket) -> None:
    # Not as TLS would, which waits for the other side.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _in_unicode(header: str) -> str:
    """Headers are read as Latin-1; what other sites write there is UTF-8."""
    return header.encode("latin-1").decode("utf-8", "replace")


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=SAFE_IN_PATHS)
    return (
        f"{path}?{quote(parts.query, safe=SAFE_IN_PATHS + '?')}"
        if parts.query
        else path
    )


def _headers() -> dict[str, str]:
    return {"User-Agent": f"LinkCheck (+{settings.SITE_URL})", "Accept": "*/*"}
