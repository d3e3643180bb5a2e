"""What an application expects around it while it is imported: settings, versions, a network that is not there."""

import __future__
import ctypes
import importlib.machinery
import importlib.metadata
import os
import re
import socket
import sys

GUESSES = ("stub", 1, "http://localhost", "postgresql://user:secret@localhost/stub", "redis://localhost/0", "stub@example.com", "/tmp", [], {}, "00000000-0000-0000-0000-000000000000", "2024-01-01", "stub" * 16)


def prepare(is_own_file, lazy_annotations):
    """Returns the list to which every value that had to be made up is added."""
    made_up = []
    default_environment(is_own_file, made_up)
    default_settings(made_up)
    default_versions(is_own_file, made_up)
    newer_syntax(is_own_file, lazy_annotations)
    cut_network()
    empty_folders_for_files()
    silence_servers()
    return made_up


def default_environment(is_own_file, made_up):
    """`os.environ["KEY"]` in the project's own code gives "stub"; `os.getenv` keeps its meaning."""
    environ = type(os.environ)
    original = environ.__getitem__

    def getitem(self, key):
        try:
            return original(self, key)
        except KeyError:
            if not is_own_file(sys._getframe(1).f_code.co_filename):
                raise
            made_up.append(f"environment {key}")
            return "stub"

    environ.__getitem__ = getitem


def default_settings(made_up):
    """Required fields of pydantic settings are filled by the first guess that validates."""
    for base, error in settings_classes():
        base.__init__ = filling(base.__init__, error, made_up)


def settings_classes():
    import pydantic

    found = []
    try:
        import pydantic_settings

        if isinstance(getattr(pydantic_settings, "BaseSettings", None), type):
            found.append((pydantic_settings.BaseSettings, pydantic.ValidationError))
    except ImportError:
        pass
    if pydantic.VERSION.startswith("1."):
        found.append((pydantic.BaseSettings, pydantic.ValidationError))
    return found


def filling(original, error_class, made_up):
    def init(self, *args, **kwargs):
        tried = {}
        for _ in range(200):
            try:
                return original(self, *args, **kwargs)
            except error_class as error:
                progress = False
                for one in error.errors():
                    name = str(one["loc"][0]) if one["loc"] else ""
                    if name not in tried and "missing" not in one["type"]:
                        continue
                    guess = tried[name] = tried.get(name, -1) + 1
                    if name and guess < len(GUESSES):
                        kwargs[name] = GUESSES[guess]
                        progress = True
                if not progress:
                    raise
                made_up.extend(f"setting {name}" for name in tried if f"setting {name}" not in made_up)
        return None

    return init


def default_versions(is_own_file, made_up):
    """Only for the project's own questions: a library that looks for an optional part must not find it."""
    original = importlib.metadata.Distribution.from_name

    def from_name(name):
        try:
            return original(name)
        except importlib.metadata.PackageNotFoundError:
            frame = sys._getframe(1)
            while frame.f_code.co_filename == importlib.metadata.__file__:
                frame = frame.f_back
            if not is_own_file(frame.f_code.co_filename):
                raise
            made_up.append(f"version of {name}")
            return NotInstalled(name)

    importlib.metadata.Distribution.from_name = from_name


class NotInstalled(importlib.metadata.Distribution):
    def __init__(self, name):
        self.text = f"Metadata-Version: 2.1\nName: {name}\nVersion: 99.0.0\nSummary: stub\nHome-page: http://localhost\nLicense: stub\n"

    def read_text(self, filename):
        return self.text if filename == "METADATA" else None

    def locate_file(self, path):
        return path


def readable(data):
    return re.sub(rb"(?m)^(\s*except\*? )([\w.]+(?:, [\w.]+)+)(\s*:)", rb"\1(\2)\3", data)


def newer_syntax(is_own_file, lazy_annotations):
    """
    Python 3.14 on older interpreters: `except A, B:` without brackets, lines keeping their numbers; where the project asks for
    it, annotations that name what is defined further down.
    """
    original = importlib.machinery.SourceFileLoader.source_to_code
    flag = __future__.annotations.compiler_flag if lazy_annotations else 0

    def source_to_code(self, data, path, **options):
        if not is_own_file(path):
            return original(self, data, path, **options)
        try:
            return compile(data, path, "exec", flags=flag, dont_inherit=True)
        except SyntaxError:
            return compile(readable(data), path, "exec", flags=flag, dont_inherit=True)

    importlib.machinery.SourceFileLoader.source_to_code = source_to_code


def cut_network():
    """Whatever Python asks for is refused at once; what it starts, and libraries in C, find no network either where the kernel lets us leave it."""

    def refuse(*_, **__):
        raise socket.gaierror("no network while routes are read")

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        setattr(socket, name, refuse)
    leave_network()


def leave_network():
    """A network of its own, in which nothing is up; of Linux alone, where a process may make one."""
    new_network, new_user = 0x40000000, 0x10000000
    try:
        unshare = ctypes.CDLL(None).unshare
    except (AttributeError, OSError):
        return
    uid, gid = os.getuid(), os.getgid()
    if unshare(new_network) == 0 or unshare(new_user | new_network) != 0:
        return
    # the same user as before, as far as files tell
    for file, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        try:
            with open(f"/proc/self/{file}", "w") as out:
                out.write(text)
        except OSError:
            pass


def empty_folders_for_files():
    """Folders of a built front end are seldom in a checkout; serving files from them is no route of ours."""
    from starlette.staticfiles import StaticFiles

    original = StaticFiles.__init__

    def init(self, *args, **kwargs):
        original(self, *args, **{**kwargs, "check_dir": False})

    StaticFiles.__init__ = init


def silence_servers():
    """A module that ends in `uvicorn.run(app)` is still only imported."""
    try:
        import uvicorn
    except ImportError:
        return
    uvicorn.run = lambda *_, **__: None
