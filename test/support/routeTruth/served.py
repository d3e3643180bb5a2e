"""The routes of one application object, old FastAPI or new, with the place of each handler's `def`."""

import ast
import functools
import inspect
import os
from functools import lru_cache

from registrations import registered_at
from surroundings import readable

from starlette.routing import Host, Mount, Route, WebSocketRoute

try:  # since 0.137 an included router stays one entry of `routes`
    from fastapi.routing import iter_route_contexts
except ImportError:
    iter_route_contexts = None

DOCUMENTATION = {"fastapi.applications", "cadwyn.applications"}
VERBS = ("get", "head", "post", "put", "patch", "delete", "options")


def served_routes(app, name, project, is_own_file):
    app = unwrapped(app)
    found = []
    for route, prefix in [*walk(app.routes, ""), *versioned(app)]:
        endpoint = route.endpoint
        if getattr(endpoint, "__module__", None) in DOCUMENTATION:
            continue
        place = {**handler_place(endpoint, project, is_own_file), "registered": registered_at(endpoint)}
        for method in methods(route):
            found.append({"app": name, "method": method, "path": prefix + route.path, **place})
    return found


def unwrapped(app):
    """The application inside middleware that a project wraps around it."""
    for _ in range(20):
        if hasattr(app, "routes") or not hasattr(app, "app"):
            return app
        app = app.app
    return app


def versioned(app):
    """Cadwyn makes a router a version before the first request, and chooses one by a header or a part of the path."""
    initialize = getattr(app, "_cadwyn_initialize", None)
    if initialize is None:
        return
    initialize()
    for router in app.router.versioned_routers.values():
        yield from walk(router.routes, "")


def walk(routes, prefix):
    for route in iter_route_contexts(routes) if iter_route_contexts else routes:
        original = getattr(route, "original_route", route)
        if isinstance(original, (Mount, Host)):
            path = getattr(route, "path", None) or ""
            inner = unwrapped(original.app)
            yield from walk(getattr(inner, "routes", None) or [], prefix + path)
        elif isinstance(original, (Route, WebSocketRoute)) or hasattr(original, "endpoint"):
            yield effective(route), prefix


def effective(route):
    """0.137 to 0.139 keep a websocket or a Starlette route that was included beside a context that has no path of its own."""
    return getattr(getattr(route, "_route_context", None), "starlette_route", None) or route


def methods(route):
    original = getattr(route, "original_route", route)
    if isinstance(original, WebSocketRoute):
        return ["WEBSOCKET"]
    names = set(route.methods or ())
    if not names and isinstance(route.endpoint, type):
        names = {verb.upper() for verb in VERBS if hasattr(route.endpoint, verb)}
    if not hasattr(original, "response_class") and "GET" in names:
        names.discard("HEAD")  # Starlette's own addition
    return sorted(names) or ["*"]


def handler_place(endpoint, project, is_own_file):
    function = endpoint
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif inspect.ismethod(function):
            function = function.__func__
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif (inner := kept_by_decorator(function, is_own_file)) is not None:
            function = inner
        else:
            break
    if not inspect.isfunction(function) and not inspect.isclass(function):
        # an object: its `__call__`, where the project wrote one
        method = getattr(type(function), "__call__", None)
        function = method if inspect.isfunction(method) else type(function)
    name = function.__qualname__.rpartition("<locals>.")[2].replace("<listcomp>.", "").replace("<dictcomp>.", "").replace("<genexpr>.", "")
    if inspect.isclass(function):
        file, first = class_place(function)
    else:
        file, first = function.__code__.co_filename, function.__code__.co_firstlineno
    if file is None or not is_own_file(file):
        return {"function": name, "file": None, "line": None, "library": function.__module__}
    return {"function": name, "file": os.path.relpath(file, project), "line": def_line(file, first, written_name(function))}


def written_name(function):
    """A library may call an endpoint otherwise than its `def` does."""
    return function.__name__ if inspect.isclass(function) else function.__code__.co_name


def kept_by_decorator(function, is_own_file):
    """A library that makes a function in the place of the one it decorates may keep that as an attribute."""
    if not inspect.isfunction(function) or is_own_file(function.__code__.co_filename):
        return None
    kept = (value for value in vars(function).values() if inspect.isfunction(value) and value.__name__ == function.__name__)
    return next((value for value in kept if is_own_file(value.__code__.co_filename)), None)


def class_place(cls):
    try:
        return inspect.getsourcefile(cls), inspect.getsourcelines(cls)[1]
    except (TypeError, OSError):
        return None, None


def def_line(file, first, name):
    """`co_firstlineno` is the first decorator's line; the `def` may stand below."""
    for node in definitions(file):
        if node.name == name and first in (node.lineno, *(decorator.lineno for decorator in node.decorator_list)):
            return node.lineno
    return first


@lru_cache(maxsize=None)
def definitions(file):
    with open(file, "rb") as source:
        tree = ast.parse(readable(source.read()))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
