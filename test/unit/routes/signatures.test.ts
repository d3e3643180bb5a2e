import { check } from "./reading";

check(
  "parameters that are named in the path are read from the signature of a bound method, past functools.wraps",
  `
import functools
import inspect
from fastapi import APIRouter, FastAPI

def wrapper(method):
    @functools.wraps(method)
    def inner(*args, **kwargs):
        return method(*args, **kwargs)
    return inner

class View:
    @classmethod
    def router(cls):
        router = APIRouter()
        view = cls()
        for name in [name for name in dir(cls) if name[0] != "_" and name != "router"]:
            method = wrapper(getattr(view, name))
            names = list(inspect.signature(method).parameters.keys())
            first = names[0] if names else None
            if first is None:
                router.add_api_route(f"/{name}", method)
            else:
                router.add_api_route(f"/{name}/{{{first}}}", method)
        return router

class Users(View):
    def show(self, user_id: int): ...
    def every(self): ...

def plain(key: str, depth: int = 1): ...

app = FastAPI()
app.include_router(Users.router(), prefix="/users")
for parameter in inspect.signature(plain).parameters.values():
    app.add_api_route(f"/plain/{{{parameter.name}}}", plain)
`,
  [
    "GET /plain/{depth} main.py:31 plain",
    "GET /plain/{key} main.py:31 plain",
    "GET /users/every main.py:29 Users.every",
    "GET /users/show/{user_id} main.py:28 Users.show",
  ],
);
