import { check } from "./reading";

// Settings that libraries read from the environment: what they give when nothing is set there.

check(
  "decouple converts a default that is a text, and raises where there is none",
  `
from decouple import UndefinedValueError, config, undefined
from fastapi import FastAPI
app = FastAPI()
if config("DEBUG", default="false", cast=bool):
    @app.get("/debug")
    def debug(): ...
if config("METRICS", "yes", bool):
    @app.get("/metrics")
    def metrics(): ...
try:
    prefix = config("PREFIX", default=undefined)
except UndefinedValueError:
    prefix = "/" + config("NAME", default="V1", cast=str.lower)
@app.get(prefix + "/x")
def x(): ...
def cast(value):
    return [one.strip() for one in value.split(",")]
for name in config("NAMES", default="a, b", cast=cast):
    app.add_api_route(f"/{name}", x)
`,
  ["GET /metrics main.py:10 metrics", "GET /v1/x main.py:16 x", "GET /a main.py:16 x", "GET /b main.py:16 x"],
  ["route-switched-off main.py:6"],
);

check(
  "Starlette's Config converts too, and raises KeyError",
  `
from fastapi import FastAPI
from starlette.config import Config
config = Config(".env")
app = FastAPI()
if config("DEBUG", cast=bool, default="false"):
    @app.get("/debug")
    def debug(): ...
try:
    prefix = config("PREFIX")
except KeyError:
    prefix = "/v2"
@app.get(prefix + "/x")
def x(): ...
`,
  ["GET /v2/x main.py:14 x"],
  ["route-switched-off main.py:7"],
);

check(
  "settings that a class of the project replaces by their values when it is made",
  `
import inspect
from decouple import UndefinedValueError, config, undefined
from fastapi import FastAPI
class Entry:
    def __init__(self, key, default=undefined, index=-1):
        self.key, self.default, self.index = key, default, index
        self.value = undefined
class Later:
    def __init__(self, pattern, index):
        self.pattern, self.index = pattern, index
class Settings:
    def __init__(self, prefix="", model=True):
        self._model = model
        self._count = 0
        self._entries = {}
        later = {}
        for name, entry in sorted(inspect.getmembers(self, lambda one: isinstance(one, Entry)), key=lambda pair: pair[1].index):
            self._entries[name] = entry
            if isinstance(entry.default, Later):
                later[name] = entry
            else:
                setattr(self, name, self.evaluate(prefix + entry.key, entry.default))
        for name, entry in later.items():
            setattr(self, name, entry.default.pattern.format(**{key: one.value for key, one in self._entries.items()}))
    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if not name.startswith("_") and name in self._entries:
            self._entries[name].value = value
    def evaluate(self, key, default):
        try:
            return config(key, default=default if isinstance(default, str) else undefined)
        except UndefinedValueError:
            if isinstance(default, undefined.__class__):
                raise
            return default
    def entry(self, key, default=undefined):
        self._count += 1
        return Entry(key, default, self._count)
    def later(self, pattern):
        self._count += 1
        return Later(pattern, self._count)
model = Settings()
class Own(Settings):
    ROOT = model.entry("ROOT", "/v1")
    SCOPES = model.entry("SCOPES", False)
    WHOLE = model.entry("WHOLE", model.later("{ROOT}/later"))
own = Own("APP_")
app = FastAPI()
if own.SCOPES:
    @app.get("/scopes")
    def scopes(): ...
@app.get(own.ROOT + "/x")
def x(): ...
@app.get(own.WHOLE)
def whole(): ...
`,
  ["GET /v1/x main.py:54 x", "GET /v1/later main.py:56 whole"],
  ["route-switched-off main.py:51"],
);

check(
  "OmegaConf's interpolation, by the keys of its file; after a merge it may be another",
  `
from fastapi import FastAPI
from omegaconf import OmegaConf
cfg = OmegaConf.load("conf.yaml")
made = OmegaConf.create({"base": "/v1", "api": "\${base}/api", "loop": "\${loop}", "gone": "\${missing}/x"})
app = FastAPI()
@app.get(cfg.server.prefix + "/x")
def x(): ...
@app.get(cfg.server.both + "/y")
def y(): ...
@app.get(made.api + "/z")
def z(): ...
@app.get(made.loop + "/loop")
def loop(): ...
@app.get(made.gone + "/gone")
def gone(): ...
own = OmegaConf.merge(cfg, OmegaConf.create({"root": "/other"}))
@app.get(own.server.prefix + "/m")
def m(): ...
@app.get(own.root + "/r")
def r(): ...
# file: conf.yaml
root: /root
server:
  name: desk
  prefix: \${root}/\${server.name}
  both: "/\${server.name}\${oc.env:DESK,/d}"
`,
  [
    "GET /desk/d/y main.py:10 y",
    "GET /other/r main.py:21 r",
    "GET /root/desk/x main.py:8 x",
    "GET /v1/api/z main.py:12 z",
    "GET {?}/gone main.py:16 gone",
    "GET {?}/loop main.py:14 loop",
    "GET {?}/m main.py:19 m",
  ],
  ["unresolved-path main.py:13", "unresolved-path main.py:15", "unresolved-path main.py:18"],
);
