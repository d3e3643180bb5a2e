import { checkWorkloads } from "../routes/reading";

// Long ways from a handler to its model: they must survive whatever makes reading faster.

const services = `
# file: app/__init__.py
# file: app/core/__init__.py
# file: app/core/text.py
def tidy(text: str) -> str:
    def inner(one):
        return one.strip()
    return inner(text)
def each(items, work):
    return [work(item) for item in items]
# file: app/clients/__init__.py
# file: app/clients/speech.py
from faster_whisper import WhisperModel
from app.core.text import each, tidy
class Base:
    name = "small"
    def __init__(self, name: str | None = None):
        self.model = WhisperModel(name or self.name)
    def run(self, paths):
        return each(paths, self.one)
    def one(self, path):
        segments, _ = self.model.transcribe(path)
        return tidy(" ".join(s.text for s in segments))
class Large(Base):
    name = "large-v3"
    def run(self, paths):
        result = super().run(paths)
        return result
# file: app/services/__init__.py
# file: app/services/media.py
from app.clients.speech import Large
class MediaService:
    def __init__(self, client: Large):
        self.client = client
    async def texts(self, paths):
        checked = self._checked(paths)
        return await self._texts(checked)
    def _checked(self, paths):
        return [path for path in paths if path]
    async def _texts(self, paths):
        return self.client.run(paths)
`;

const place = "app/clients/speech.py:10";
const large = `transcription faster-whisper/faster-whisper large-v3 ${place}`;

checkWorkloads(
  "handler, service, client and helper in four files, the client from Depends",
  `${services}
# file: app/main.py
from typing import Annotated
from fastapi import Depends, FastAPI
from app.clients.speech import Large
from app.services.media import MediaService
def get_client() -> Large:
    return Large("large-v3")
def get_service(client: Annotated[Large, Depends(get_client)]) -> MediaService:
    return MediaService(client)
ServiceDep = Annotated[MediaService, Depends(get_service)]
app = FastAPI()
@app.post("/t")
async def t(service: ServiceDep):
    return await service.texts(["x"])
`,
  "t",
  [large],
);

checkWorkloads(
  "a singleton made when its module is imported, reached through a package that exports it again",
  `${services}
# file: app/core/registry.py
from app.clients.speech import Large
from app.services.media import MediaService
client = Large("large-v3")
service = MediaService(client)
# file: app/api/__init__.py
from .transcripts import router
# file: app/api/transcripts.py
from fastapi import APIRouter
from app.core import registry
router = APIRouter(prefix="/transcripts")
@router.post("/t")
async def t():
    found = await handle(["x"])
    return found
async def handle(paths):
    return await step_1(paths)
async def step_1(paths):
    return await step_2(paths)
async def step_2(paths):
    return await step_3(paths)
async def step_3(paths):
    return await registry.service.texts(paths)
# file: app/main.py
from fastapi import FastAPI
from app.api import router
app = FastAPI()
app.include_router(router)
`,
  "t",
  [large],
);

checkWorkloads(
  "a service kept by the start of the application, a background task, a decorator around both",
  `${services}
# file: app/main.py
import functools
from contextlib import asynccontextmanager
from fastapi import BackgroundTasks, FastAPI, Request
from app.clients.speech import Large
from app.services.media import MediaService
@asynccontextmanager
async def lifespan(app):
    app.state.media = MediaService(Large("large-v3"))
    yield
def logged(function):
    @functools.wraps(function)
    async def around(*args, **kwargs):
        return await function(*args, **kwargs)
    return around
app = FastAPI(lifespan=lifespan)
async def later(media, paths):
    await work(media, paths)
@logged
async def work(media, paths):
    await media.texts(paths)
@app.post("/t")
@logged
async def t(request: Request, tasks: BackgroundTasks):
    tasks.add_task(later, request.app.state.media, ["x"])
`,
  "t",
  [large],
);

/** Thirty functions in thirty files, the last of which runs the model. */
const chain = Array.from({ length: 30 }, (_, index) =>
  index === 29
    ? `# file: chain/step_${index}.py\nfrom faster_whisper import WhisperModel\nmodel = WhisperModel("tiny")\ndef step_${index}(path):\n    return model.transcribe(path)\n`
    : `# file: chain/step_${index}.py\nfrom chain.step_${index + 1} import step_${index + 1}\ndef step_${index}(path):\n    found = step_${index + 1}(path)\n    return found\n`,
).join("");

checkWorkloads(
  "thirty functions, each in its own file",
  `# file: chain/__init__.py
${chain}
# file: main.py
from fastapi import FastAPI
from chain.step_0 import step_0
app = FastAPI()
@app.post("/t")
def t():
    return step_0("x")
`,
  "t",
  ["transcription faster-whisper/faster-whisper tiny chain/step_29.py:4"],
);
