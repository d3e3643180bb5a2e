import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of a generated workspace that a benchmark changes; paths from its folder. */
export interface Workspace {
  readonly files: number;
  /** has one router with six routes */
  readonly router: string;
  /** a module of functions that no route reaches */
  readonly leaf: string;
  /** a router of 2 000 lines, one of whose handlers runs a model */
  readonly long: string;
}

/** A whole application with its packages, beside what a company keeps in the same repository. */
const APP_FILES = 3000;

/**
 * Writes a workspace of `files` Python files: FastAPI applications with routers over packages, schemas, services, clients of models, tests,
 * and, for the most part, code that has nothing to do with FastAPI; an environment and a cache that nobody should enter lie between.
 * The same number gives the same workspace.
 */
export function writeWorkspace(folder: string, files: number): Workspace {
  const apps = Math.max(1, Math.round(files / APP_FILES));
  const texts = new Map<string, string>();
  for (let app = 0; app < apps; app++) for (const [path, text] of application(app, Math.floor(files / apps))) texts.set(path, text);
  for (let extra = 0; texts.size < files; extra++) texts.set(`tools/tool_${extra}.py`, plainModule("tool", extra));
  for (let index = 0; index < 200; index++)
    texts.set(`.venv/lib/python3.12/site-packages/lib${index}/__init__.py`, "from fastapi import FastAPI\napp = FastAPI()\n");
  texts.set("build/generated.py", "from fastapi import FastAPI\napp = FastAPI()\n");
  texts.set(".gitignore", "build/\n*.pyc\n");
  texts.set("pyproject.toml", '[project]\nname = "bench"\nversion = "1"\ndependencies = ["fastapi>=0.115"]\n');
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    files,
    router: "services/app0/app/api/routes/area_0.py",
    leaf: "services/app0/app/library/part_0/helpers_0.py",
    long: "services/app0/app/api/routes/long.py",
  };
}

/** Names are counted through all applications: no two files are the same text. */
function application(app: number, files: number): Map<string, string> {
  const out = new Map<string, string>();
  const root = `services/app${app}`;
  const first = app * 1000;
  const areas = Math.max(2, Math.floor(files / 30));
  const put = (path: string, text: string): void => void out.set(`${root}/${path}`, text);
  for (const name of ["app", "app/api", "app/api/routes", "app/core", "app/models", "app/schemas", "app/services", "app/clients", "app/jobs"])
    put(`${name}/__init__.py`, "");
  put("app/main.py", mainModule);
  put("app/core/config.py", configModule);
  put("app/core/deps.py", depsModule);
  put("app/core/db.py", dbModule);
  put("app/clients/speech.py", speechModule);
  put("app/api/router.py", apiRouter(first, areas));
  put("app/api/routes/long.py", longRouter());
  for (let area = first; area < first + areas; area++) {
    put(`app/api/routes/area_${area}.py`, routerModule(area));
    put(`app/services/area_${area}.py`, serviceModule(area));
    put(`app/schemas/area_${area}.py`, schemaModule(area));
    put(`app/models/area_${area}.py`, modelModule(area));
    put(`tests/test_area_${area}.py`, testModule(area));
    put(`app/jobs/area_${area}.py`, jobModule(area));
  }
  for (let index = 0; out.size < files; index++) {
    const part = `app/library/part_${Math.floor(index / 40)}`;
    if (index % 40 === 0) put(`${part}/__init__.py`, "");
    put(`${part}/helpers_${index}.py`, plainModule(`helper_${app}`, index));
  }
  return out;
}

const mainModule = `from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.api.router import api_router
from app.clients.speech import SpeechClient
from app.core.config import settings


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.speech = SpeechClient(settings.SPEECH_MODEL)
    yield


def create_app() -> FastAPI:
    app = FastAPI(title=settings.PROJECT_NAME, lifespan=lifespan)
    app.add_middleware(CORSMiddleware, allow_origins=settings.ORIGINS)
    app.include_router(api_router, prefix=settings.API_PREFIX)
    return app


app = create_app()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
`;

const configModule = `from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    PROJECT_NAME: str = "bench"
    API_PREFIX: str = "/api/v1"
    ORIGINS: list[str] = ["*"]
    DATABASE_URL: str = "sqlite://"
    SPEECH_MODEL: str = "large-v3"


settings = Settings()
`;

const depsModule = `from typing import Annotated

from fastapi import Depends, HTTPException, Request

from app.clients.speech import SpeechClient
from app.core.db import Session, get_session

SessionDep = Annotated[Session, Depends(get_session)]


def current_user(request: Request) -> str:
    user = request.headers.get("x-user")
    if user is None:
        raise HTTPException(status_code=401)
    return user


def speech_client(request: Request) -> SpeechClient:
    return request.app.state.speech


UserDep = Annotated[str, Depends(current_user)]
SpeechDep = Annotated[SpeechClient, Depends(speech_client)]
`;

const dbModule = `import sqlalchemy
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from app.core.config import settings

engine = sqlalchemy.create_engine(settings.DATABASE_URL)
maker = sessionmaker(bind=engine)


class Base(DeclarativeBase):
    pass


def get_session():
    with maker() as session:
        yield session
`;

const speechModule = `from faster_whisper import WhisperModel


class SpeechClient:
    def __init__(self, name: str) -> None:
        self.model = WhisperModel(name, device="cuda")

    def text_of(self, path: str) -> str:
        segments, _ = self.model.transcribe(path)
        return " ".join(segment.text for segment in segments)
`;

const apiRouter = (first: number, areas: number): string => {
  const numbers = Array.from({ length: areas }, (_, area) => first + area);
  return `from fastapi import APIRouter

from app.api.routes import long
${numbers.map((area) => `from app.api.routes import area_${area}`).join("\n")}

api_router = APIRouter()
api_router.include_router(long.router, prefix="/long", tags=["long"])
${numbers.map((area) => `api_router.include_router(area_${area}.router, prefix="/area-${area}", tags=["area ${area}"])`).join("\n")}
`;
};

/** One area in ten transcribes. */
const routerModule = (area: number): string => `from typing import Any

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Query

from app.core.deps import SessionDep, SpeechDep, UserDep, current_user
from app.jobs.area_${area} import notify_${area}
from app.schemas.area_${area} import Area${area}Create, Area${area}Public, Area${area}Update
from app.services.area_${area} import Area${area}Service

router = APIRouter(dependencies=[Depends(current_user)])
PAGE = 50


@router.get("/", response_model=list[Area${area}Public])
def list_area_${area}(session: SessionDep, user: UserDep, skip: int = 0, limit: int = Query(PAGE, le=200)) -> Any:
    """Lists what the user may see, newest first."""
    service = Area${area}Service(session)
    items = service.list(owner=user, skip=skip, limit=limit)
    if not items and skip > 0:
        raise HTTPException(status_code=404, detail="There is no such page.")
    return [Area${area}Public.model_validate(item) for item in items]


@router.get("/{item_id}", response_model=Area${area}Public)
def read_area_${area}(session: SessionDep, user: UserDep, item_id: int) -> Any:
    item = Area${area}Service(session).get(item_id)
    if item is None:
        raise HTTPException(status_code=404, detail="Not found")
    if item.owner != user:
        raise HTTPException(status_code=403, detail="Not yours")
    return item


@router.post("/", response_model=Area${area}Public, status_code=201)
def create_area_${area}(session: SessionDep, user: UserDep, body: Area${area}Create, tasks: BackgroundTasks) -> Any:
    item = Area${area}Service(session).create(body, owner=user)
    tasks.add_task(notify_${area}, item.id, user)
    return item


@router.put("/{item_id}", response_model=Area${area}Public)
def update_area_${area}(session: SessionDep, user: UserDep, item_id: int, body: Area${area}Update) -> Any:
    service = Area${area}Service(session)
    item = service.get(item_id)
    if item is None:
        raise HTTPException(status_code=404, detail="Not found")
    for name, value in body.model_dump(exclude_unset=True).items():
        setattr(item, name, value)
    return service.save(item)


@router.delete("/{item_id}", status_code=204)
def delete_area_${area}(session: SessionDep, user: UserDep, item_id: int) -> None:
    Area${area}Service(session).delete(item_id, owner=user)


@router.post("/{item_id}/text")
def text_of_area_${area}(session: SessionDep, ${area % 10 === 0 ? "speech: SpeechDep, " : ""}item_id: int) -> dict[str, str]:
    item = Area${area}Service(session).get(item_id)
    return {"text": ${area % 10 === 0 ? "speech.text_of(item.path)" : "item.title"}}
`;

const serviceModule = (area: number): string => `from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.area_${area} import Area${area}
from app.schemas.area_${area} import Area${area}Create


class Area${area}Service:
    def __init__(self, session: Session) -> None:
        self.session = session

    def list(self, owner: str, skip: int, limit: int) -> list[Area${area}]:
        query = select(Area${area}).where(Area${area}.owner == owner).order_by(Area${area}.id.desc())
        return list(self.session.scalars(query.offset(skip).limit(limit)))

    def get(self, item_id: int) -> Area${area} | None:
        return self.session.get(Area${area}, item_id)

    def create(self, body: Area${area}Create, owner: str) -> Area${area}:
        item = Area${area}(**body.model_dump(), owner=owner)
        return self.save(item)

    def save(self, item: Area${area}) -> Area${area}:
        self.session.add(item)
        self.session.commit()
        self.session.refresh(item)
        return item

    def delete(self, item_id: int, owner: str) -> None:
        item = self.get(item_id)
        if item is not None and item.owner == owner:
            self.session.delete(item)
            self.session.commit()
`;

const schemaModule = (area: number): string => `from pydantic import BaseModel, ConfigDict, Field


class Area${area}Base(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, description="What the item is for")
    path: str = ""
    tags: list[str] = []


class Area${area}Create(Area${area}Base):
    pass


class Area${area}Update(BaseModel):
    title: str | None = None
    description: str | None = None


class Area${area}Public(Area${area}Base):
    model_config = ConfigDict(from_attributes=True)
    id: int
    owner: str
`;

const modelModule = (area: number): string => `from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class Area${area}(Base):
    __tablename__ = "area_${area}"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(default=None)
    path: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(String(80), index=True)

    def __repr__(self) -> str:
        return f"<Area${area} {self.id} {self.title!r}>"
`;

const jobModule = (area: number): string => `import logging
from celery import shared_task

logger = logging.getLogger(__name__)


@shared_task
def rebuild_${area}(item_id: int) -> None:
    logger.info("rebuild %s", item_id)


def notify_${area}(item_id: int, user: str) -> None:
    logger.info("notify %s of %s", user, item_id)
    rebuild_${area}.delay(item_id)
`;

const testModule = (area: number): string => `import pytest
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)

${Array.from(
  { length: 6 },
  (_, index) => `
@pytest.mark.parametrize("number", [1, 2, 3])
def test_area_${area}_${index}(number: int) -> None:
    response = client.post("/api/v1/area-${area}/", json={"title": f"title {number}"}, headers={"x-user": "a"})
    assert response.status_code == 201
    item = response.json()
    assert client.get(f"/api/v1/area-${area}/{item['id']}", headers={"x-user": "a"}).status_code == 200
    assert client.get(f"/api/v1/area-${area}/{item['id']}", headers={"x-user": "b"}).status_code == 403
`,
).join("\n")}`;

/** Code of its own: no route, no model. */
function plainModule(word: string, index: number): string {
  const functions = Array.from(
    { length: 8 + (index % 7) },
    (_, one) => `
def ${word}_${index}_${one}(rows: Iterable[dict], limit: int = ${one + 1}) -> list[dict]:
    """Groups rows by their key and keeps the first ones of each group, as the report wants them."""
    groups: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        key = str(row.get("key", "")).strip().lower()
        if not key or key.startswith("#"):
            continue
        groups[key].append({**row, "index": len(groups[key])})
    out = []
    for key, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        out.extend(members[:limit])
        logger.debug("group %s has %d rows, %d kept", key, len(members), min(limit, len(members)))
    return out
`,
  ).join("\n");
  return `from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)
LIMIT = ${index}


@dataclass
class Options${index}:
    name: str = "${word}"
    limits: dict[str, int] = field(default_factory=dict)

    def limit(self, key: str) -> int:
        return self.limits.get(key, LIMIT)

${functions}`;
}

/** 2 000 lines: 124 handlers, the first of which runs a model. */
function longRouter(): string {
  const head = `from typing import Any

from fastapi import APIRouter, HTTPException

from app.core.deps import SessionDep, SpeechDep, UserDep

router = APIRouter()


@router.post("/text")
def text_of_path(speech: SpeechDep, path: str) -> dict[str, str]:
    return {"text": speech.text_of(path)}
`;
  const handlers = Array.from(
    { length: 124 },
    (_, index) => `

@router.get("/list-${index}/{item_id}")
def list_${index}(session: SessionDep, user: UserDep, item_id: int, limit: int = ${index + 1}) -> Any:
    """What one item has to show."""
    rows = session.execute("select * from items where id = :id limit :limit", {"id": item_id, "limit": limit})
    found = [dict(row) for row in rows]
    if not found:
        raise HTTPException(status_code=404, detail="Not found")
    total = 0
    for row in found:
        if row["owner"] != user:
            raise HTTPException(status_code=403, detail="Not yours")
        total += row.get("count", 0)
    return {"items": found, "total": total, "index": ${index}}
`,
  );
  return head + handlers.join("");
}
