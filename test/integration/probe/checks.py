"""Checks of the probe that need no server: each drives the application as a server would. Prints one JSON object, name -> result."""
import asyncio
import json
import os
import sys
import tempfile
import traceback

from fastapi import FastAPI, WebSocket

import carbon_matrix_asgi as probe


def application():
    app = FastAPI()

    @app.get("/a")
    async def a():
        return {"ok": True}

    @app.websocket("/ws/{room}")
    async def ws(socket: WebSocket, room: str):
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    return app


async def call(app, kind="http", method="GET", path="/a"):
    """Send one request, return the messages that come back."""
    sent, inbox = [], [{"type": "http.request", "body": b""}] if kind == "http" else [{"type": "websocket.connect"}]

    async def receive():
        return inbox.pop(0) if inbox else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "raw_path": path.encode(), "root_path": "", "headers": [], "query_string": b"", "asgi": {"version": "3.0"}}
    scope.update({"method": method, "scheme": "http", "http_version": "1.1"} if kind == "http" else {"scheme": "ws", "subprotocols": []})
    await app(scope, receive, send)
    return sent


async def lifespan(app):
    """Start the application, send one request, shut it down."""
    inbox, sent = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}], []

    async def receive():
        if len(inbox) == 1:
            await call(app)
        return inbox.pop(0)

    async def send(message):
        sent.append(message["type"])

    await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)
    return sent


def rows(meter):
    return {f"{row['method']} {row['route']}": row for row in meter.snapshot()["endpoints"]}


def status(messages):
    return next(message["status"] for message in messages if message["type"] == "http.response.start")


def check_switched_off():
    os.environ["CARBON_MATRIX_OFF"] = "1"
    try:
        app = application()
        assert probe.instrument(app, None) is None
        assert app.user_middleware == []
        assert status(asyncio.run(call(app))) == 200
    finally:
        del os.environ["CARBON_MATRIX_OFF"]


def check_nothing_before_the_first_use():
    with tempfile.TemporaryDirectory() as folder:
        probe.instrument(application(), folder)
        assert os.listdir(folder) == []


def check_lifespan_writes():
    with tempfile.TemporaryDirectory() as folder:
        app = application()
        meter = probe.instrument(app, folder, every=3600)

        async def main():
            sent = await lifespan(app)
            assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"], sent

        asyncio.run(main())
        (file,) = [name for name in os.listdir(folder) if name.endswith(".json")]
        with open(os.path.join(folder, file)) as text:
            written = json.load(text)
        assert written["schema"] == probe.SCHEMA
        assert {f"{row['method']} {row['route']}": row["requests"] for row in written["endpoints"]} == {"GET /a": 1, "WEBSOCKET /ws/{room}": 0}
        assert meter.pid == os.getpid()


def check_websocket():
    app = application()
    meter = probe.instrument(app, None)
    sent = asyncio.run(call(app, "websocket", path="/ws/kitchen"))
    assert [message["type"] for message in sent][:2] == ["websocket.accept", "websocket.send"]
    row = rows(meter)["WEBSOCKET /ws/{room}"]
    assert row["requests"] == 1 and row["status"] == {"1xx": 1} and row["responseBytes"] == 5 and row["cpuSeconds"] > 0


def check_a_broken_meter_fails_no_request():
    for broken in ("begin", "finish", "native_begins"):
        app = application()
        meter = probe.instrument(app, None)

        def fail(*_):
            raise RuntimeError("broken on purpose")

        setattr(meter, broken, fail)
        assert status(asyncio.run(call(app))) == 200, broken


def check_an_unwritable_folder_fails_no_request():
    app = application()
    with tempfile.NamedTemporaryFile() as file:
        meter = probe.instrument(app, os.path.join(file.name, "folder"), every=3600)
        assert status(asyncio.run(call(app))) == 200
        assert rows(meter)["GET /a"]["requests"] == 1


def check_added_too_late_is_no_crash():
    app = application()
    asyncio.run(call(app))
    assert probe.instrument(app, None) is None
    assert status(asyncio.run(call(app))) == 200


def check_invented_methods_make_one_row():
    app = application()
    meter = probe.instrument(app, None)
    for method in ("FIRST", "SECOND", "THIRD"):
        assert status(asyncio.run(call(app, method=method))) == 405
    assert rows(meter)["OTHER /a"]["requests"] == 3


def check_a_forked_worker_has_its_own_tally():
    with tempfile.TemporaryDirectory() as folder:
        app = application()
        meter = probe.instrument(app, folder, every=3600)
        asyncio.run(call(app))
        child = os.fork()
        if child == 0:
            code = 1
            try:
                asyncio.run(call(app))
                asyncio.run(call(app))
                meter.write()
                code = 0 if rows(meter)["GET /a"]["requests"] == 2 else 2
            finally:
                os._exit(code)
        assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 0
        assert rows(meter)["GET /a"]["requests"] == 1
        assert any(f"-{child}-" in name for name in os.listdir(folder))


def check_a_cancelled_task_warns_nothing():
    """A task that is cancelled before its first step: asyncio closes its coroutine, and so must the wrapper."""
    import warnings

    app = FastAPI()

    @app.get("/a")
    async def a():
        async def never():
            await asyncio.sleep(1)

        task = asyncio.get_running_loop().create_task(never(), name="mine")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return task.get_name(), task.cancelled()

    probe.instrument(app, None)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sent = asyncio.run(call(app))
        import gc

        gc.collect()
    assert b"".join(message.get("body", b"") for message in sent) == b'["mine",true]'
    assert [str(warning.message) for warning in caught if "never awaited" in str(warning.message)] == []


results = {}
for name, function in list(globals().items()):
    if name.startswith("check_"):
        try:
            function()
            results[name[6:]] = "ok"
        except BaseException:
            results[name[6:]] = traceback.format_exc()[-1500:]
json.dump(results, sys.stdout)
