"""Carbon Matrix probe: measures what each endpoint of a FastAPI (or Starlette) application costs.

    from carbon_matrix_asgi import instrument
    instrument(app)                      # the last line of the application's set-up

Copy this one file beside the application; it needs nothing but the standard library. While the application serves, it writes
`.carbon-matrix/measurements-<pid>-<start>-<run>.json` every ten seconds and at shutdown: for each route template the number
of requests by status class, wall time, CPU time, and body bytes in and out. Nothing is sent anywhere, and no raw path, query,
header or body is kept. `CARBON_MATRIX_OFF=1` in the environment switches it off.

How CPU time finds its request (a clock read at the start and at the end of a request would count every other request that
ran meanwhile: 11 times too much with a thread clock, 32 times with a process clock, in our tests):

  1. each step of the request's coroutine on the event loop is timed with the thread's CPU clock (class _Stepped);
  2. so is each step of every asyncio task that the request starts (task factory);
  3. and each function that runs for it in another thread: `def` handlers and dependencies, background tasks, sync
     iterators (all of them through anyio), thread pools, plain threads.

What this cannot see is work in native threads (BLAS, torch, CTranslate2) and in other processes. The CPU time of the process
that belongs to no request is published as `unattributedCpuSeconds`. Name the routes that run such a library in `native_routes`,
as `"POST /transcribe"` or `"/transcribe"`: what the process used beyond all known steps while they were in flight is then
published beside them as `nativeCpuSeconds`, an estimate.

The meter never fails a request: whatever goes wrong inside it is logged once, and the request goes on unmeasured.
"""
from __future__ import annotations

import asyncio
import atexit
import collections.abc
import contextvars
import inspect
import json
import logging
import os
import platform
import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

VERSION = "0.1.0"
SCHEMA = "carbon-matrix/measurements@1"
UNMATCHED = "__unmatched__"  # one row for whatever no route took: raw paths are not ours to keep
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY"}

_wall = time.perf_counter_ns
_thread_cpu = time.thread_time_ns
_process_cpu = time.process_time_ns
_log = logging.getLogger("carbon_matrix")
_current = contextvars.ContextVar("carbon_matrix_request", default=None)  # the request that the running code works for
_thread = threading.local()  # .inside: this thread's CPU time is being counted already


def instrument(app, out_dir=".carbon-matrix", native_routes=(), *, every=10.0, metrics_path=None):
    """Measure `app`. Call it after all other middleware was added, so that the probe is the outermost.

    `out_dir` is relative to the folder that the application starts in. `metrics_path="/metrics"` also publishes the figures
    for Prometheus at that path (one process only: with several workers use the files). Returns the meter, or None when off.
    """
    if os.environ.get("CARBON_MATRIX_OFF", "").strip().lower() in ("1", "true", "yes", "on"):
        return None
    meter = _Meter(app, out_dir, native_routes, every)
    try:
        app.add_middleware(_Middleware, meter=meter, metrics_path=metrics_path)
        _hook_threads()
    except Exception as error:  # added too late, or no Starlette application
        _log.warning("carbon-matrix: the application is not measured: %s", error)
        return None
    return meter


# ---------------------------------------------------------------------------------------------- one request


class _Request:
    """One request in flight. After it has ended, late work (an orphan thread) goes to its route's row."""

    __slots__ = ("meter", "began", "cpu", "native", "row")

    def __init__(self, meter):
        self.meter, self.began, self.cpu, self.native, self.row = meter, _wall(), 0, 0.0, None

    def add(self, nanoseconds):
        with self.meter.lock:
            self.meter.attributed += nanoseconds
            if self.row is None:
                self.cpu += nanoseconds
            else:
                self.row["cpu"] += nanoseconds


class _Stepped(collections.abc.Coroutine):
    """A coroutine that charges the CPU time of each of its steps to a request.

    A step is what runs between two suspensions, so other requests on the same event loop are never counted.
    All other attributes (cr_frame, cr_code, __qualname__) are the inner coroutine's: asyncio and anyio look at them.
    """

    __slots__ = ("_inner", "_request", "__weakref__")

    def __init__(self, inner, request):
        self._inner, self._request = inner, request

    def send(self, value):
        return self._step(self._inner.send, value)

    def throw(self, *error):
        return self._step(self._inner.throw, *error)

    def close(self):
        return self._inner.close()

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self._step(self._inner.send, None)

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def _step(self, advance, *arguments):
        nested = getattr(_thread, "inside", False)  # an eager task (Python 3.12) starts inside its parent's step
        _thread.inside = True
        began = _thread_cpu()
        try:
            return advance(*arguments)
        finally:
            _thread.inside = nested
            if not nested:
                self._request.add(_thread_cpu() - began)


def _timed(function, request):
    """`function`, with the CPU time of the thread that runs it charged to `request`."""

    def run(*arguments, **options):
        nested = getattr(_thread, "inside", False)
        _thread.inside = True
        began = _thread_cpu()
        try:
            return function(*arguments, **options)
        finally:
            _thread.inside = nested
            if not nested:
                request.add(_thread_cpu() - began)

    return run


# ---------------------------------------------------------------------------------------------- the middleware


class _Middleware:
    """Plain ASGI, never BaseHTTPMiddleware: that one alone costs 0.6 to 1 ms of CPU a request."""

    def __init__(self, app, meter, metrics_path=None):
        self.app, self.meter, self.metrics_path = app, meter, metrics_path

    async def __call__(self, scope, receive, send):
        kind = scope["type"]
        if kind == "lifespan":
            self.meter.guard(self.meter.begin)
            return await self.app(scope, receive, self._write_at_shutdown(send))
        if kind not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if kind == "http" and self.metrics_path is not None and scope.get("path") == self.metrics_path:
            return await self._metrics(send)
        request = self.meter.guard(self._begin, scope)
        if request is None:
            return await self.app(scope, receive, send)
        return await self._measure(request, scope, receive, send)

    def _begin(self, scope):
        self.meter.begin()
        _hook_tasks(asyncio.get_running_loop())
        request = _Request(self.meter)
        self.meter.native_begins(request, scope)
        return request

    async def _measure(self, request, scope, receive, send):
        seen = {"status": 403 if scope["type"] == "websocket" else 500, "in": 0, "out": 0, "ended": 0}
        outer_root = scope.get("root_path", "")

        async def counted_receive():
            message = await receive()
            seen["in"] += _size(message)
            return message

        async def counted_send(message):
            kind = message["type"]
            if kind == "http.response.start":
                seen["status"] = message["status"]
            elif kind == "http.response.body" and not message.get("more_body"):
                seen["ended"] = _wall()  # the client has its answer; background tasks still cost CPU
            elif kind == "websocket.accept":
                seen["status"] = 101
            seen["out"] += _size(message)
            await send(message)

        token = _current.set(request)
        try:
            await _Stepped(self.app(scope, counted_receive, counted_send), request)
        finally:
            _current.reset(token)
            self.meter.guard(self.meter.finish, request, scope, outer_root, seen)

    def _write_at_shutdown(self, send):
        # Not left to atexit: uvicorn ends on SIGTERM by raising the signal again, and then no exit handler runs.
        async def writing_send(message):
            if message["type"] in ("lifespan.shutdown.complete", "lifespan.shutdown.failed"):
                self.meter.guard(self.meter.write)
            await send(message)

        return writing_send

    async def _metrics(self, send):
        self.meter.guard(self.meter.begin)
        text = self.meter.guard(self.meter.prometheus) or ""
        headers = [(b"content-type", b"text/plain; version=0.0.4; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200 if text else 503, "headers": headers})
        await send({"type": "http.response.body", "body": text.encode()})


def _size(message):
    body = message.get("body") or message.get("bytes") or message.get("text") or b""
    return len(body.encode() if isinstance(body, str) else body)


# ---------------------------------------------------------------------------------------------- the meter


class _Meter:
    """The tally of one process, and the file that it is written to."""

    def __init__(self, app, out_dir, native_routes, every):
        self.app, self.out_dir, self.every = app, out_dir, every
        self.native_routes = [_native(route) for route in native_routes]
        self.pid, self.failed = None, set()
        self.lock, self.file_lock = threading.Lock(), threading.Lock()

    def begin(self):
        """Start the tally, once a process: at start-up of the application, or at its first request.

        A process forked from a measured one (gunicorn --preload) is a new process with a tally of its own.
        """
        if self.pid == os.getpid():
            return
        self.pid, self.started, self.run = os.getpid(), time.time(), uuid.uuid4().hex
        self.lock, self.file_lock = threading.Lock(), threading.Lock()  # a fork may have copied them locked
        self.rows, self.templates, self.attributed, self.cpu_at_start = {}, {}, 0, _process_cpu()
        self.native_now, self.native_mark = [], 0
        self.guard(self._know_routes)
        if self.out_dir:
            self.guard(self.write)
            threading.Thread(target=self._write_again, args=(self.pid,), name="carbon-matrix", daemon=True).start()
            atexit.register(self.guard, self.write)

    def guard(self, function, *arguments):
        """Call, and log the first failure of its kind: the meter must not fail the application."""
        try:
            return function(*arguments)
        except Exception as error:
            kind = (getattr(function, "__name__", "?"), type(error))
            if kind not in self.failed:
                self.failed.add(kind)
                _log.warning("carbon-matrix: %s failed: %r", kind[0], error)
            return None

    def finish(self, request, scope, outer_root, seen):
        wall = (seen["ended"] or _wall()) - request.began
        self.native_ends(request)
        method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
        template, endpoint = self._template(scope, outer_root)
        with self.lock:
            # The method is the client's to invent: only known ones become rows.
            row = self._row(method if method in METHODS or method == "WEBSOCKET" else "OTHER", template, endpoint)
            status = f"{seen['status'] // 100}xx"
            row["status"][status] = row["status"].get(status, 0) + 1
            row["requests"] += 1
            row["wall"] += wall
            row["max"] = max(row["max"], wall)
            row["cpu"] += request.cpu
            row["native"] += request.native
            row["in"] += seen["in"]
            row["out"] += seen["out"]
            request.row = row

    def _row(self, method, template, endpoint=None):
        row = self.rows.get((method, template))
        if row is None:
            row = {"status": {}, "requests": 0, "wall": 0, "max": 0, "cpu": 0, "native": 0.0, "in": 0, "out": 0}
            row["source"] = _source(endpoint)
            self.rows[(method, template)] = row
        return row

    # -- routes

    def _know_routes(self):
        """A row at 0 for every route: Prometheus does not count what a series had at its first scrape."""
        for leaf in _leaves(self.app.routes):
            self.templates.setdefault(id(leaf["route"]), []).append(leaf["template"])
            self.templates.setdefault(id(leaf["endpoint"]), []).append(leaf["template"])
            if getattr(leaf["endpoint"], "__module__", "").partition(".")[0] in ("fastapi", "starlette"):
                continue  # the documentation's own pages
            for method in leaf["methods"]:
                with self.lock:
                    self._row(method, leaf["template"], leaf["endpoint"])

    def _template(self, scope, outer_root):
        """The full template of the route that took the request, with the prefixes of routers and mounts.

        Up to FastAPI 0.136 the route has the prefix of its router; from 0.137 on a context in the scope has it.
        A mount adds what it matched to root_path, parameters filled in, so its template is looked up.
        """
        route, endpoint = scope.get("route"), scope.get("endpoint")
        context = (scope.get("fastapi") or {}).get("effective_route_context")
        if context is not None and getattr(context, "original_route", None) is route:
            path = getattr(context, "path", None)
        else:
            path = getattr(route, "path", None)
        known = self.templates.get(id(route)) or self.templates.get(id(endpoint)) or []
        if path is None or not hasattr(route, "endpoint"):
            # No route, or Starlette's word for a mount in which nothing was found; files below a mount have one template.
            return (known[0], endpoint) if len(set(known)) == 1 else (UNMATCHED, None)
        root = scope.get("root_path", "")
        mounted = root[len(outer_root):] if root.startswith(outer_root) else ""
        template = _unfilled(mounted, path, scope.get("path_params") or {}) + path
        fitting = [one for one in known if _fits(one, mounted + path)]
        return (template if template in known or not fitting else fitting[0]), endpoint

    # -- native threads

    def native_begins(self, request, scope):
        method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
        if any(wanted in (None, method) and pattern.search(scope["path"]) for wanted, pattern in self.native_routes):
            with self.lock:
                self._share_native()
                self.native_now.append(request)

    def native_ends(self, request):
        if request in self.native_now:
            with self.lock:
                self._share_native()
                self.native_now.remove(request)

    def _share_native(self):
        """Divide what the process used beyond all known steps since the last look among the native requests in flight."""
        unknown = _process_cpu() - self.cpu_at_start - self.attributed
        for request in self.native_now:
            request.native += (unknown - self.native_mark) / len(self.native_now)
        self.native_mark = unknown

    # -- output

    def snapshot(self):
        """The tally as written to the file: counts, seconds and bytes since `startedAt`."""
        with self.lock:
            endpoints = [_endpoint(method, template, row) for (method, template), row in sorted(self.rows.items())]
            cpu, attributed = (_process_cpu() - self.cpu_at_start) / 1e9, self.attributed / 1e9
        process = {
            "pid": self.pid,
            "run": self.run,
            "startedAt": _iso(self.started),
            "writtenAt": _iso(time.time()),
            "cpuSeconds": cpu,
            "attributedCpuSeconds": attributed,
            "unattributedCpuSeconds": max(0.0, cpu - attributed),
            "residentBytes": _resident_bytes(),
            "logicalCpus": os.cpu_count(),
            "python": platform.python_version(),
        }
        return {"schema": SCHEMA, "tool": {"name": "carbon-matrix-asgi", "version": VERSION}, "process": process, "endpoints": endpoints}

    def write(self):
        """Replace the file in one step: a reader sees the old one or the new one, never a part."""
        if self.pid != os.getpid() or not self.out_dir:
            return  # a forked child that serves nothing
        os.makedirs(self.out_dir, exist_ok=True)
        path = os.path.join(self.out_dir, f"measurements-{self.pid}-{int(self.started)}-{self.run[:6]}.json")
        with self.file_lock:  # the last write at shutdown may meet the regular one
            with open(path + ".tmp", "w", encoding="utf-8") as file:
                json.dump(self.snapshot(), file, indent=1)
            os.replace(path + ".tmp", path)

    def _write_again(self, pid):
        while self.pid == pid == os.getpid():
            time.sleep(self.every)
            self.guard(self.write)

    def prometheus(self):
        """The tally in Prometheus' text format."""
        now, lines = self.snapshot(), []

        def family(name, kind, text, samples):
            lines.extend((f"# HELP carbon_matrix_{name} {text}", f"# TYPE carbon_matrix_{name} {kind}"))
            for labels, value in samples:
                inner = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
                lines.append(f"carbon_matrix_{name}{{{inner}}} {value}" if inner else f"carbon_matrix_{name} {value}")

        rows = [({"method": row["method"], "route": row["route"]}, row) for row in now["endpoints"]]
        statuses = {"2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0}
        counts = [({**labels, "status": status}, count) for labels, row in rows for status, count in {**statuses, **row["status"]}.items()]
        cpu = [(labels, row["cpuSeconds"] + row.get("nativeCpuSeconds", 0)) for labels, row in rows]
        family("http_requests_total", "counter", "Requests finished.", counts)
        family("http_request_duration_seconds_total", "counter", "Wall time, start to last body byte.", [(labels, row["wallSeconds"]) for labels, row in rows])
        family("http_request_cpu_seconds_total", "counter", "CPU time charged to the route.", cpu)
        family("http_request_body_bytes_total", "counter", "Request body bytes.", [(labels, row["requestBytes"]) for labels, row in rows])
        family("http_response_body_bytes_total", "counter", "Response body bytes.", [(labels, row["responseBytes"]) for labels, row in rows])
        family("process_cpu_seconds_total", "counter", "CPU time of the process since the meter started.", [({}, now["process"]["cpuSeconds"])])
        family("process_resident_memory_bytes", "gauge", "Resident set size.", [({}, now["process"]["residentBytes"] or 0)])
        return "\n".join(lines) + "\n"


def _endpoint(method, template, row):
    endpoint = {
        "method": method,
        "route": template,
        "source": row["source"],
        "requests": row["requests"],
        "status": dict(row["status"]),
        "wallSeconds": row["wall"] / 1e9,
        "maxWallSeconds": row["max"] / 1e9,
        "cpuSeconds": row["cpu"] / 1e9,
        "requestBytes": row["in"],
        "responseBytes": row["out"],
    }
    # Clock differences may leave a little below zero, which means none.
    return {**endpoint, "nativeCpuSeconds": row["native"] / 1e9} if row["native"] > 0 else endpoint


# ---------------------------------------------------------------------------------------------- routes


def _leaves(routes, prefix=""):
    """Every endpoint under `routes`, through included routers and mounts, with its full template."""
    for route, path in _effective(routes):
        template, endpoint = prefix + (path or ""), getattr(route, "endpoint", None)
        if endpoint is not None:
            websocket = type(route).__name__.endswith("WebSocketRoute")
            methods = ["WEBSOCKET"] if websocket else sorted(set(getattr(route, "methods", None) or ()) - {"HEAD", "OPTIONS"})
            yield {"route": route, "template": template, "endpoint": endpoint, "methods": methods}
        else:  # a mount, a host, or something that has no routes of its own, such as static files
            inner, depth = route, 0
            while inner is not None and not getattr(inner, "routes", None) and depth < 20:
                inner, depth = getattr(inner, "app", None), depth + 1
            if inner is not None:
                yield from _leaves(inner.routes, template)
            elif getattr(route, "app", None) is not None:
                yield {"route": route, "template": template + "/{path:path}", "endpoint": route.app, "methods": []}


def _effective(routes):
    """(route, path with the prefixes of the routers that include it), for any version of FastAPI."""
    try:
        from fastapi.routing import iter_route_contexts  # FastAPI >= 0.137.2

        for context in iter_route_contexts(routes):
            yield context.original_route, context.path
        return
    except ImportError:
        pass
    for route in routes:
        if hasattr(route, "effective_route_contexts"):  # FastAPI 0.137.0 and 0.137.1
            for context in route.effective_route_contexts():
                yield context.original_route, (context.starlette_route or context).path
        else:
            yield route, getattr(route, "path", None)


def _unfilled(mounted, path, parameters):
    """`/tenants/7` with {"tenant": "7"} -> `/tenants/{tenant}`; parameters of the route itself stay out of it."""
    names = {str(value): name for name, value in parameters.items() if "{" + name not in path}
    return "/".join("{" + names[part] + "}" if part in names else part for part in mounted.split("/"))


def _fits(template, path):
    """`/tenants/{id}/items/{item}` fits `/tenants/7/items/{item}`: a mount's parameters are filled in, the route's are not."""
    parts = re.split(r"(\{[^{}]*\})", template)
    return re.fullmatch("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts), path) is not None


def _native(route):
    method, _, path = route.rpartition(" ")
    parts = re.split(r"(\{[^{}]*\})", path.rstrip("/"))
    pattern = "".join((".+" if ":path" in part else "[^/]+") if part.startswith("{") else re.escape(part) for part in parts)
    return method.strip().upper() or None, re.compile(pattern + "/?$")


def _source(endpoint):
    """Where the handler is written: joins a figure to a line of code without guessing."""
    try:
        function = inspect.unwrap(endpoint)
        code = function.__code__
        file = os.path.relpath(code.co_filename).replace(os.sep, "/")
        return {"file": file, "line": code.co_firstlineno, "handler": f"{function.__module__}:{function.__qualname__}"}
    except Exception:
        return None


# ---------------------------------------------------------------------------------------------- hooks


def _hook_tasks(loop):
    """Every task that a request starts is stepped for that request. Tasks of nobody are left as they are."""
    previous = loop.get_task_factory()
    if getattr(previous, "carbon_matrix", False):
        return

    def factory(loop, coroutine, **options):
        request = _current.get()
        if request is not None and inspect.iscoroutine(coroutine):
            coroutine = _Stepped(coroutine, request)
        return previous(loop, coroutine, **options) if previous else asyncio.Task(coroutine, loop=loop, **options)

    factory.carbon_matrix = True
    loop.set_task_factory(factory)


def _hook_threads():
    """The three ways in which work leaves for a thread. Outside a request each hook only looks at one variable."""
    if getattr(ThreadPoolExecutor.submit, "carbon_matrix", False):
        return
    submit_before, start_before = ThreadPoolExecutor.submit, threading.Thread.start

    def submit(self, fn, /, *arguments, **options):
        request = _current.get()
        return submit_before(self, fn if request is None else _timed(fn, request), *arguments, **options)

    def start(self):
        request, target = _current.get(), getattr(self, "_target", None)
        # A plain thread only: a pool's worker lives on and works for others.
        if request is not None and type(self) is threading.Thread and target is not None and not _is_pool_worker(target):
            self._target = _timed(target, request)
        return start_before(self)

    submit.carbon_matrix = True
    ThreadPoolExecutor.submit, threading.Thread.start = submit, start

    try:
        import anyio.to_thread as to_thread
    except ImportError:
        return
    run_sync_before = to_thread.run_sync

    async def run_sync(func, *arguments, **options):
        request = _current.get()
        return await run_sync_before(func if request is None else _timed(func, request), *arguments, **options)

    to_thread.run_sync = run_sync


def _is_pool_worker(target):
    return getattr(target, "__module__", None) in ("concurrent.futures.thread", "concurrent.futures.process")


# ---------------------------------------------------------------------------------------------- small things


def _iso(seconds):
    """UTC with milliseconds: a short run needs them, its length is what counts are scaled by."""
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{int(seconds % 1 * 1000):03d}Z"


def _escaped(text):
    return str(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _resident_bytes():
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None  # not Linux
