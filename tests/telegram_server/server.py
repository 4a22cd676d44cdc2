"""The server itself: HTTP in, long polling and webhooks out, faults and rates in between."""

import asyncio
import json
import logging
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.telegram_server.faults import Fault, Faults, Limits, Rates
from tests.telegram_server.methods import (
    COUNTED,
    METHODS,
    ApiError,
    Parameters,
    check_webhook,
    read,
)
from tests.telegram_server.world import Json, World

TOKEN = "42:TEST-token_abcdefghijklmnopqrstuvwxyz"
logging.getLogger("tornado.access").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method. `outcome` is `ok`, a fault's kind, or the refusal's text."""

    at: float
    method: str
    chat_id: int | None
    outcome: str


class TelegramServer:
    """A Bot API server for one bot, in the running event loop.

    `async with TelegramServer() as server:` listens on loopback at `server.url`.
    """

    def __init__(
        self, faults: Faults | None = None, limits: Limits | None = None, privacy: bool = False
    ) -> None:
        self.world = World(privacy)
        self.faults = faults or Faults()
        self.calls: list[Call] = []
        self.webhook: Parameters | None = None
        self._rates = Rates(limits)
        self.polls = 0
        self._pushing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        (socket,) = bind_sockets(0, "127.0.0.1")
        self.url = f"http://127.0.0.1:{socket.getsockname()[1]}"
        path = r"/bot([^/]+)/(\w+)"
        self._http = HTTPServer(Application([(path, _Handler, {"server": self})]))
        self._http.add_socket(socket)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pushing:
            self._pushing.cancel()
        self.polls += 1
        self.world.arrived.set()
        self._http.stop()
        await self._http.close_all_connections()

    def refusals(self) -> list[Call]:
        """Return the calls that were refused as wrong; an edit that came twice is not."""
        return [
            call
            for call in self.calls
            if call.outcome.startswith(("Bad Request", "Forbidden"))
            and "is not modified" not in call.outcome
        ]

    async def call(self, token: str, method: str, given: Parameters) -> Any:
        """Return a method's result. Raises ApiError, or ConnectionResetError to drop the line."""
        chat_id = given.get("chat_id")
        fault = self.faults.take(method, chat_id)
        try:
            if token != TOKEN:
                raise ApiError(401, "Unauthorized")
            result = await self._with(fault, method, given)
        except ApiError as error:
            self._log(method, chat_id, str(error))
            raise
        self._log(method, chat_id, "ok")
        if fault:
            await self._lose_answer(fault)
        return result

    async def _with(self, fault: Fault | None, method: str, given: Parameters) -> Any:
        if fault and not fault.kind.endswith("_after"):
            await self._fail(fault)
        if method in COUNTED and (wait := self._rates.wait(given.get("chat_id", 0))):
            raise _too_many(wait)
        if method == "getUpdates":
            return await self._get_updates(given)
        if method in {"setWebhook", "deleteWebhook"}:
            return self._set_webhook(given)
        if method not in METHODS:
            raise ApiError(404, "Not Found: method not found")
        result = METHODS[method](self.world, given)
        self.world.changed.set()
        return result

    async def _fail(self, fault: Fault) -> None:
        if fault.kind == "429":
            raise _too_many(round(fault.seconds) or 1)
        if fault.kind == "500":
            raise ApiError(500, "Internal Server Error")
        if fault.kind == "409":
            raise ApiError(409, "Conflict: terminated by other getUpdates request")
        if fault.kind == "401":
            raise ApiError(401, "Unauthorized")
        await self._lose_answer(fault)

    async def _lose_answer(self, fault: Fault) -> None:
        if fault.kind.startswith("hang"):
            await asyncio.sleep(fault.seconds)
        raise ConnectionResetError

    # -- updates

    async def _get_updates(self, given: Parameters) -> list[Json]:
        if self.webhook:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        self.polls += 1
        self.world.arrived.set()  # a new poll ends the one before
        poll, world, offset = self.polls, self.world, given.get("offset") or 0
        if offset:
            world.updates = [u for u in world.updates if u["update_id"] >= offset]
        until = time.monotonic() + given.get("timeout", 0)
        while not world.updates and (left := until - time.monotonic()) > 0:
            world.arrived.clear()
            try:
                await asyncio.wait_for(world.arrived.wait(), left)
            except TimeoutError:
                break
            if poll != self.polls:
                raise ApiError(409, "Conflict: terminated by other getUpdates request")
        return world.updates[: given.get("limit") or 100]

    def _set_webhook(self, given: Parameters) -> bool:
        if self._pushing:
            self._pushing.cancel()
        self.webhook = None
        if given.get("url"):
            check_webhook(given)
            self.webhook = given
            self._pushing = asyncio.create_task(self._push(given))
        return True

    async def _push(self, webhook: Parameters) -> None:
        """Send updates to a webhook, each until it is taken."""
        client, world = AsyncHTTPClient(), self.world
        while True:
            for update in list(world.updates):
                request = HTTPRequest(
                    webhook["url"],
                    method="POST",
                    body=json.dumps(update),
                    headers={
                        "Content-Type": "application/json",
                        "X-Telegram-Bot-Api-Secret-Token": webhook.get("secret_token") or "",
                    },
                )
                try:
                    answer = await client.fetch(request, raise_error=False)
                except OSError:
                    break
                if answer.code != 200:
                    break
                world.updates.remove(update)
            world.arrived.clear()
            if world.updates:
                await asyncio.sleep(0.1)
            else:
                await world.arrived.wait()

    def _log(self, method: str, chat_id: int | None, outcome: str) -> None:
        self.calls.append(Call(time.monotonic(), method, chat_id, outcome))


class _Handler(RequestHandler):
    def initialize(self, server: TelegramServer) -> None:
        self.server = server

    async def get(self, token: str, method: str) -> None:
        await self.post(token, method)

    async def post(self, token: str, method: str) -> None:
        form = {key: values[-1].decode() for key, values in self.request.arguments.items()}
        try:
            result = await self.server.call(token, method, read(form))
        except ApiError as error:
            self._refuse(error)
        except ConnectionResetError:
            self.detach().close()
        else:
            self.write({"ok": True, "result": result})

    def _refuse(self, error: ApiError) -> None:
        answer: Json = {"ok": False, "error_code": error.code, "description": str(error)}
        if error.retry_after:
            answer["parameters"] = {"retry_after": error.retry_after}
        self.set_status(error.code)
        self.write(answer)


def _too_many(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)
