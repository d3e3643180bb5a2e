import { check } from "./reading";

// Which module an import means, and in which order modules run: by both a start-up function may lose all its routers.

check(
  "a module of Python's own is never a file of that name deeper in the project",
  `
# file: app/main.py
from fastapi import FastAPI
from app.config import settings
app = FastAPI()
def include():
    try:
        from app.api import platform
        app.include_router(platform.router, prefix=settings.prefix)
    except Exception:
        raise
include()
# file: app/__init__.py
# file: app/config.py
import os
import platform
class Settings:
    fast: bool = platform.system() == "Linux"
    prefix: str = os.getenv("PREFIX", "/v1")
settings = Settings()
# file: app/api/__init__.py
from app.api.platform import router
# file: app/api/platform.py
from fastapi import APIRouter
from app.config import settings
router = APIRouter(prefix=settings.prefix)
@router.get("/x")
def x(): ...
`,
  ["GET /v1/v1/x app/api/platform.py:5 x"],
);

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
@router.get("/data", dependencies=[Depends(allowed("read"))])
def data(): ...
# file: app/a_deps.py
from fastapi import Depends
import app.api
def allowed(name):
    def check(): ...
    return check
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
    for one in range(180):
        for two in range(180):
            total = one + two
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
  ["registered-at-start main.py:18"],
);
