import { expect, test } from "vitest";
import { Project } from "../../../src/core/routes/project/project";
import { check } from "./reading";

// Which module an import means, and in which order modules run: by both a start-up function may lose all its routers.

test.each([
  ["platform", null],
  ["platform.api", null],
  ["users", "app/api/users.py"],
])("%s in app/config.py is %j", (name, file) => {
  const files = new Map(["app/__init__.py", "app/config.py", "app/api/__init__.py", "app/api/platform.py", "app/api/users.py"].map((path) => [path, ""]));
  expect(new Project(files).resolve("app/config.py", 0, name)).toBe(file);
});

check(
  "of modules that import each other, those that the program imports in its functions run first",
  `
# file: app/main.py
from contextlib import asynccontextmanager
from fastapi import FastAPI
@asynccontextmanager
async def lifespan(app):
    from app.api import router
    app.include_router(router)
    yield
app = FastAPI(lifespan=lifespan)
# file: app/__init__.py
# file: app/api/__init__.py
from fastapi import APIRouter
router = APIRouter()
def register():
    try:
        from app.api.data import router as data
        router.include_router(data)
    except Exception:
        pass
register()
# file: app/api/data.py
from fastapi import APIRouter, Depends
from app.a_deps import allowed
router = APIRouter()
@router.get("/data")
def data(user: dict = Depends(allowed("read"))): ...
# file: app/a_deps.py
from fastapi import APIRouter
from app.api import router
known = list(router.routes)
def build(name):
    def check(): ...
    return check
allowed = build
own = APIRouter()
`,
  ["GET /data app/api/data.py:5 data"],
  ["registered-at-start app/main.py:6"],
);

check(
  "a function that a start-up function calls includes all its routers, however much it does on its way",
  `
from contextlib import asynccontextmanager
from fastapi import APIRouter, FastAPI
routers = []
for name in ["a", "b"]:
    router = APIRouter()
    @router.get("/" + name)
    def handler(): ...
    routers.append(router)
def work():
    total = 0
    for one in range(90):
        for two in range(90):
            for three in range(90):
                total = one + two + three
def include():
    work()
    for router in routers:
        app.include_router(router)
@asynccontextmanager
async def lifespan(app):
    include()
    yield
app = FastAPI(lifespan=lifespan)
`,
  ["GET /a main.py:8 handler", "GET /b main.py:8 handler"],
  ["registered-at-start main.py:19"],
);
