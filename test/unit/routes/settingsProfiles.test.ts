import { check } from "./reading";

// Prefixes and paths that stand in settings files: profiles over a base, placeholders of the environment.

check(
  "profiles merged over a base by a loader that fills in the environment, read through a container",
  `
# file: main.py
from injector import Injector
from fastapi import FastAPI
from conf import Settings, typed

def injector():
    made = Injector(auto_bind=True)
    made.binder.bind(Settings, to=typed)
    return made

def create_app(root):
    settings = root.get(Settings)
    app = FastAPI()
    if settings.server.ui.enabled:
        path = settings.server.ui.path.rstrip("/") or "/"

        @app.get(f"{path}/index.html")
        def index(): ...

    if settings.server.extra:
        @app.get("/extra")
        def extra(): ...

    return app

app = create_app(injector())
# file: conf.py
import functools
import os
import re
from pathlib import Path
from pydantic import BaseModel
from pydantic.v1.utils import deep_update, unique_list
from yaml import SafeLoader

folders = unique_list([one.strip() for one in os.environ.get("FOLDER", str(Path(__file__).parent)).split(",") if one.strip()])
profiles = unique_list(["default"] + (["override"] if any((Path(f) / "settings.override.yaml").is_file() for f in folders) else []) + ["local"])

def load(stream):
    loader = SafeLoader(stream)
    loader.add_implicit_resolver("env", re.compile(r"\\$\\{.*}"), None)
    loader.add_constructor("env", lambda _, node: node.value)
    return loader.get_single_data()

def profile(name):
    file = "settings.yaml" if name == "default" else f"settings-{name}.yaml"
    found = {}
    for folder in folders:
        path = Path(folder) / file
        if not path.is_file():
            continue
        with path.open() as f:
            found = load(f)
        break
    return found

class Ui(BaseModel):
    enabled: bool = False
    path: str = "/"

class Server(BaseModel):
    ui: Ui
    extra: bool = True

class Settings(BaseModel):
    server: Server

typed = Settings(**functools.reduce(deep_update, [profile(one) for one in profiles], {}))
# file: settings.yaml
server:
  extra: \${APP_EXTRA,EXTRA:false}
  ui:
    enabled: \${UI_ENABLED:true}
    path: \${UI_PATH:/ui/}
# file: settings-local.yaml
server:
  ui:
    path: /local
`,
  ["GET /local/index.html main.py:17 index"],
  ["route-switched-off main.py:20"],
);
