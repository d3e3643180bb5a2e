"""The routes that a running application serves, as JSON: the truth that `carbon-matrix routes` is compared with.

    python dump_routes.py PROJECT --app module:variable [--app "module:create_app()"] [--root FOLDER] [--stub MODULE] [--env KEY=VALUE] [--lazy-annotations] [--start] [--seconds N]
    python dump_routes.py PROJECT --each FILE...        every FastAPI object of each file, a process a file
    python dump_routes.py FOLDER --projects             every application of `main.py` of each folder in FOLDER, a project each

Run it with the interpreter whose FastAPI is to be the truth. Nothing is served, no network is reached, start-up events run only with --start.
Prints {fastapi, python, seconds, apps: [{app, project, error, routes: [{method, path, function, file, line, registered}], stubbed, madeUp, loaded}]}.
`line` is the `def`; `file` is null where a library or generated code defines the handler; `registered` holds the lines of the project
that were on the stack when the handler was registered, a list a registration, the innermost line first. FastAPI's own documentation routes
and the HEAD that Starlette adds to GET are left out.
"""

import argparse
import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from registrations import watch_registrations  # noqa: E402
from served import served_routes, unwrapped  # noqa: E402
from stubs import install_stubs  # noqa: E402
from surroundings import prepare  # noqa: E402


def main():
    options = arguments()
    start = time.monotonic()
    import fastapi

    specs = [*options.app, *(f"{module_name(file, options.root)}:*" for file in options.each)]
    if options.projects:
        apps = [in_child("main:*", inside(options, folder)) for folder in sorted(options.project.iterdir()) if (folder / "main.py").exists()]
    else:
        apps = [in_child(spec, options) for spec in specs]
    json.dump(
        {"fastapi": fastapi.__version__, "python": sys.version.split()[0], "seconds": round(time.monotonic() - start, 1), "apps": apps},
        sys.stdout,
    )


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=lambda text: Path(text).resolve())
    parser.add_argument("--app", action="append", default=[])
    parser.add_argument("--each", nargs="*", default=[])
    parser.add_argument("--projects", action="store_true")
    parser.add_argument("--root", action="append", default=[], help="where imports start, relative to PROJECT (default: PROJECT itself)")
    parser.add_argument("--stub", action="append", default=[], help="a module to replace although it is there")
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--lazy-annotations", action="store_true", help="as Python 3.14 reads them")
    parser.add_argument("--start", action="store_true", help="run start-up functions and the lifespan until it yields; those that fail are counted as made up")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    options.root = [str((options.project / root).resolve()) for root in options.root or ["."]]
    return options


def inside(options, folder):
    return argparse.Namespace(**{**vars(options), "project": folder, "root": [str(folder)]})


def module_name(file, roots):
    path = Path(file).resolve()
    root = next(root for root in roots if path.is_relative_to(root))
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def in_child(spec, options):
    """A process an application, so that one cannot spoil, block or end the next."""
    sys.stdout.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        quiet = os.open(os.devnull, os.O_RDWR)
        os.dup2(quiet, 0)
        os.dup2(2, 1)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(options.seconds)
        with os.fdopen(writer, "w") as out:
            json.dump(read_app(spec, options), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    return json.loads(text) if text else {"app": spec, "project": options.project.name, "error": f"the process ended with status {status}", "routes": [], "stubbed": [], "madeUp": [], "loaded": []}


def read_app(spec, options):
    project = options.project
    sys.path[:0] = options.root
    sys.argv[1:] = []  # a module may read its own switches while it is imported
    os.chdir(options.root[0])
    for pair in options.env:
        key, _, value = pair.partition("=")
        os.environ[key] = value

    def is_own_file(file):
        return file.startswith(f"{project}{os.sep}") and f"{os.sep}site-packages{os.sep}" not in file

    def place_of(file, line):
        return [os.path.relpath(file, project), line] if is_own_file(file) else None

    watch_registrations(place_of)
    stubs = install_stubs(lambda name: is_own_module(name, options.root), options.stub)
    made_up = prepare(is_own_file, options.lazy_annotations)
    answer = {"app": spec, "project": project.name, "error": None, "routes": []}
    try:
        for name, app in find_apps(spec):
            if options.start:
                made_up.extend(start(app))
            answer["routes"] += served_routes(app, name, project, is_own_file)
    except BaseException as error:  # a module may call sys.exit
        place = next((f"{frame.filename}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__)) if is_own_file(frame.filename)), "?")
        answer["error"] = f"{type(error).__name__}: {str(error)[:300]} at {place.replace(f'{project}{os.sep}', '')}"
        answer["trace"] = traceback.format_exc().splitlines()[-12:]
    answer["stubbed"] = sorted({name.split(".")[0] if name.split(".")[0] in stubs.stubbed else name for name in stubs.stubbed})
    answer["madeUp"] = sorted(set(made_up))
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    loaded = {os.path.relpath(file, project) for file in files if isinstance(file, str) and is_own_file(file)}
    # a module that was run by its file need not be kept among the modules
    answer["loaded"] = sorted(loaded | {route["file"] for route in answer["routes"] if route["file"] is not None})
    return answer


def start(app):
    """What fails at start-up, without network and databases; what ran before it may have added routes."""
    import asyncio
    import inspect

    failed = []

    async def run(name, work):
        try:
            result = work()
            if inspect.isawaitable(result):
                await asyncio.wait_for(result, 20)
        except BaseException as error:
            failed.append(f"start-up {name}: {type(error).__name__}: {str(error)[:100]}")

    async def run_all():
        inner = unwrapped(app)
        handlers = list(getattr(inner.router, "on_startup", None) or [])
        for handler in handlers:
            await run(getattr(handler, "__name__", "?"), handler)
        context = getattr(inner.router, "lifespan_context", None)
        if context is not None and not handlers:
            await run("lifespan", lambda: context(inner).__aenter__())

    asyncio.run(run_all())
    return failed


def is_own_module(name, roots):
    top = name.split(".")[0]
    return any((Path(root) / top).is_dir() or (Path(root) / f"{top}.py").is_file() for root in roots)


def find_apps(spec):
    from starlette.applications import Starlette

    module_path, _, expression = spec.partition(":")
    module = importlib.import_module(module_path)
    if expression != "*":
        return [(spec, eval(expression, vars(module)))]
    found = {}
    for name, value in vars(module).items():
        app = unwrapped(value) if name == "app" else value
        if isinstance(app, Starlette) and not found.get(id(app), (name,))[0].endswith(":app"):
            found[id(app)] = (f"{module_path}:{name}", app)
    mounted = {id(unwrapped(route.app)) for _, app in found.values() for route in app.routes if hasattr(route, "app")}
    return [pair for key, pair in found.items() if key not in mounted]


if __name__ == "__main__":
    main()
