import { check } from "./reading";

// What libraries of view classes do to their marks: which classes are mounted already, which endpoints are left out.

check(
  "a class whose list leaves out an endpoint does not serve it; what is mounted is kept on the router",
  `
import functools
import inspect
from enum import Enum
from fastapi import APIRouter, FastAPI

class ViewRoute(str, Enum):
    MANY = "many"
    CREATE = "create"

def route(path):
    def mark(func):
        func._args = (path, {})
        return func
    return mark

class Base:
    exclude = ()
    prefix = ""
    @route("/many")
    def many(self): ...
    @route("/create")
    async def create(self): ...

def copied(endpoint):
    if inspect.iscoroutinefunction(endpoint):
        @functools.wraps(endpoint)
        async def waiting(self, *args, **kw):
            return await endpoint(self, *args, **kw)
        return waiting
    @functools.wraps(endpoint)
    def wrapper(self, *args, **kw):
        return endpoint(self, *args, **kw)
    return wrapper

def prepare(cls):
    for base in cls.mro():
        if base is cls:
            continue
        for name, value in base.__dict__.items():
            if hasattr(value, "_args") and name not in cls.__dict__:
                setattr(cls, name, copied(value))
    for one in cls.exclude:
        name = one.value if isinstance(one, ViewRoute) else one
        func = getattr(cls, name, None)
        if func is not None and hasattr(func, "_args"):
            del func._args
            continue
        raise AttributeError(name)

def include(app, cls):
    holder = app.router if isinstance(app, FastAPI) else app
    mounted = getattr(holder, "_mounted", None) or set()
    if cls in mounted:
        return
    prepare(cls)
    router = APIRouter(prefix=cls.prefix)
    for attr in cls.__dict__.values():
        if not hasattr(attr, "_args"):
            continue
        path, kw = attr._args
        router.add_api_route(path, attr, methods=["GET"])
    app.include_router(router)
    mounted.add(cls)
    setattr(holder, "_mounted", mounted)

class A(Base):
    prefix = "/a"
    exclude = [ViewRoute.CREATE]
class B(Base):
    prefix = "/b"
    exclude = ["many"]

app = FastAPI()
include(app, A)
include(app, B)
include(app, A)
`,
  ["GET /a/many main.py:21 Base.many", "GET /b/create main.py:23 Base.create"],
);
