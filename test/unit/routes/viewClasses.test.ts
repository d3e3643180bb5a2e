import { check } from "./reading";

// A framework of views that a project wrote itself: marks on methods, copies for each class, prefixes along the line of bases.

check(
  "endpoints of base classes are copied with their marks, some are taken away, and prefixes add up along the classes above",
  `
# file: main.py
from fastapi import FastAPI
from pydantic import BaseModel
from views import RestView, View, get, include_view, post

class Shape(BaseModel):
    name: str

class Api(View):
    prefix = "/api"

class Users(Api, RestView):
    prefix = "/users"
    schema = Shape
    exclude = ["delete_endpoint"]

    @post("/import")
    def load(self): ...

class Orders(RestView):
    prefix = "/orders"
    schema = Shape

app = FastAPI()
include_view(app, Users)
include_view(app, Orders)
# file: views.py
import functools
from fastapi import APIRouter

def get(path, **kwargs):
    kwargs.setdefault("methods", ["GET"])
    return route(path, **kwargs)

def post(path, **kwargs):
    kwargs.setdefault("methods", ["POST"])
    return route(path, **kwargs)

def route(path, **kwargs):
    def store(func):
        func._route_args = (path, kwargs)
        return func
    return store

class View:
    pass

class RestView(View):
    exclude = ()

    @get("/{id}")
    def read_endpoint(self, id): ...

    @route("/{id}", methods=["DELETE"])
    def delete_endpoint(self, id): ...

def copy_of(endpoint):
    @functools.wraps(endpoint)
    def wrapper(self, *args, **kwargs):
        return endpoint(self, *args, **kwargs)
    return wrapper

def prepare(cls):
    for base in cls.mro():
        if base is cls:
            continue
        for name, value in base.__dict__.items():
            if hasattr(value, "_route_args") and name not in cls.__dict__:
                setattr(cls, name, copy_of(value))
    for name in cls.exclude:
        if hasattr(getattr(cls, name), "_route_args"):
            del getattr(cls, name)._route_args

def include_view(parent, cls):
    prepare(cls)
    prefix = "".join(c.__dict__["prefix"] for c in reversed(cls.__mro__) if "prefix" in c.__dict__)
    router = APIRouter(prefix=prefix)
    for attr in cls.__dict__.values():
        if not hasattr(attr, "_route_args"):
            continue
        path, kwargs = attr._route_args
        router.add_api_route(path, attr, **kwargs)
    parent.include_router(router)
`,
  [
    "GET /api/users/{id} views.py:25 RestView.read_endpoint",
    "POST /api/users/import main.py:17 Users.load",
    "GET /orders/{id} views.py:25 RestView.read_endpoint",
    "DELETE /orders/{id} views.py:28 RestView.delete_endpoint",
  ],
);
