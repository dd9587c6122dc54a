"""gunicorn's processes with waitress's loop in each: a thread begins once a request is here whole, and is free again
once the answer is written down. A client that is slow to send or to read holds a socket, and nothing else."""

import logging
import os
import time
from io import BytesIO

from django.conf import settings
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import RequestEntityTooLarge

from people.bodies import BEFORE_SIGN_IN, UNREAD_MOST, most_of_any, most_without_session

HEADERS_WITHIN = 20  # seconds
BODY_WITHIN = 10 * 60  # seconds: 20 MB over a line of 300 kbit/s
ADJUSTMENTS = {
    "connection_limit": 500,
    "channel_timeout": 60,  # seconds without a byte
    "cleanup_interval": 5,
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": UNREAD_MOST,
    "clear_untrusted_proxy_headers": False,  # Django reads them, as many as TRUSTED_PROXY_COUNT says
    "ident": None,
    "log_socket_errors": False,
    "asyncore_use_poll": True,
}


class Nowhere:
    """Where a body goes that is larger than anyone may send: the client is listened to, so that it hears our answer."""

    def append(self, data: bytes) -> None:
        pass

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        pass

    def __len__(self):
        return 0


class Request(HTTPRequestParser):
    """A request as it arrives. A body that is too large is not kept; `people.middleware.BodyMiddleware` answers it."""

    def __init__(self, adj):
        super().__init__(adj)
        self._began = time.monotonic()

    def parse_header(self, header_plus):
        super().parse_header(header_plus)
        signed_in = f"{settings.SESSION_COOKIE_NAME}=" in self.headers.get("COOKIE", "")
        self._most = most_of_any() if signed_in else BEFORE_SIGN_IN
        if not signed_in and (self.chunked or self.content_length > BEFORE_SIGN_IN):  # few are: addresses take time
            self._most = most_without_session(self.path)
        if self.content_length > self._most:
            self.body_rcv = FixedStreamReceiver(self.content_length, Nowhere())

    def received(self, data):
        consumed = super().received(data)
        if self.chunked and not self.completed and self.body_bytes_received > self._most:
            self.error = RequestEntityTooLarge(f"{self._most} bytes are the most")
            self.completed = True
        return consumed

    @property
    def is_late(self) -> bool:
        within = BODY_WITHIN if self.headers_finished else HEADERS_WITHIN
        return time.monotonic() - self._began > within


class WithoutAddress(logging.Filter):
    """waitress names the address that it was serving; some of ours are keys."""

    def filter(self, record) -> bool:
        record.msg = str(record.msg).partition(" serving ")[0]
        return True


logging.getLogger("waitress").addFilter(WithoutAddress())


class Channel(HTTPChannel):
    parser_class = Request


class Server(TcpWSGIServer):
    channel_class = Channel

    def maintenance(self, now):
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.request is not None and channel.request.is_late:
                channel.will_close = True

    @property
    def is_busy(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())


class BufferingWorker(Worker):
    """A worker process for `gunicorn.conf.py`. It listens on TCP; gunicorn's `threads` work on requests."""

    def run(self):
        servers = self._servers()
        while self.alive and self.ppid == os.getppid():
            self._turn(servers)
        for server in servers:
            server.accepting = False
        deadline = time.monotonic() + self.cfg.graceful_timeout
        while any(server.is_busy for server in servers) and time.monotonic() < deadline:
            self._turn(servers)

    def _servers(self) -> list[Server]:
        threads, sockets_by_number = ThreadedTaskDispatcher(), {}
        threads.set_thread_count(self.cfg.threads)
        adjustments = Adjustments(**ADJUSTMENTS)
        return [
            Server(
                self.wsgi,
                sockets_by_number,
                _sock=listener.sock,
                dispatcher=threads,
                adj=adjustments,
                bind_socket=False,
                sockinfo=(listener.sock.family, listener.sock.type, listener.sock.proto, listener.sock.getsockname()),
            )
            for listener in self.sockets
        ]

    def _turn(self, servers: list[Server]) -> None:
        self.notify()
        wasyncore.loop(timeout=1, use_poll=True, map=servers[0]._map, count=1)
