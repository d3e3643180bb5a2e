"""Stand-ins for modules that are not installed, so that a project's application can be imported without them.

A stub takes part in what module-level code does: attributes, calls, decorators (what is decorated comes back unchanged), base
classes, annotations of a handler, `with`, `await`, unpacking; iterating over one gives nothing. Each module stubbed is counted.
"""

import dis
import importlib.abc
import importlib.machinery
import inspect
import os
import sys
import sysconfig
import types
from abc import ABCMeta
from pathlib import Path
from typing import Any, Union

UNPACK = dis.opmap["UNPACK_SEQUENCE"]
STANDARD_LIBRARY = sysconfig.get_paths()["stdlib"] + os.sep


def is_dunder(name):
    return name.startswith("__") and name.endswith("__")


def any_schema(*_):
    from pydantic_core import core_schema

    return core_schema.any_schema()


def any_validator():
    yield lambda value: value


class StubMeta(ABCMeta):
    """Class attributes that a real base would have given: `User.query`."""

    def __getattr__(cls, name):
        if is_dunder(name) or name.startswith("_abc"):
            raise AttributeError(name)
        return Stub(f"{cls.__name__}.{name}")


class StubMembers:
    def __init__(self, *_, **__):
        pass

    def __init_subclass__(cls, **_):
        pass

    def __getattr__(self, name):
        if is_dunder(name):
            raise AttributeError(name)
        return Stub(f"{type(self).__name__}().{name}")

    def __class_getitem__(cls, _):
        return cls

    __get_pydantic_core_schema__ = classmethod(any_schema)
    __get_validators__ = any_validator


class StubBase(StubMembers, metaclass=StubMeta):
    """The base of a project's class whose real base is stubbed."""


class PlainStubBase(StubMembers):
    """The same beside a base that has a metaclass of its own, such as a pydantic model."""


class Stub:
    def __init__(self, name):
        self.__dict__.update(__name__=name, __qualname__=name, __module__="stub", __doc__="", __version__="99.0.0", __signature__=inspect.Signature())

    def __repr__(self):
        return self.__name__

    def __getattr__(self, name):
        if is_dunder(name):
            raise AttributeError(name)
        value = Stub(f"{self.__name__}.{name}")
        self.__dict__[name] = value
        return value

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and decoratable(args[0]):
            return args[0]
        return Stub(f"{self.__name__}()")

    def __mro_entries__(self, bases):
        first = next(base for base in bases if isinstance(base, Stub))
        real = [base for base in bases if isinstance(base, type)]
        if first is not self or any(issubclass(base, StubMembers) for base in real):
            return ()
        own_metaclass = any(type(base) not in (type, ABCMeta, StubMeta) for base in real)
        return (PlainStubBase,) if own_metaclass else (StubBase,)

    def __get_pydantic_core_schema__(self, *_):
        return any_schema()

    def __get_validators__(self):
        return any_validator()

    def __instancecheck__(self, _):
        return False

    __subclasscheck__ = __instancecheck__

    def __iter__(self):
        """Nothing, but `a, b = stub()` gets as many as it unpacks."""
        frame = sys._getframe(1)
        code, at = frame.f_code.co_code, frame.f_lasti
        count = code[at + 1] if code[at] == UNPACK else 0
        return iter([Stub(f"{self.__name__}[{i}]") for i in range(count)])

    def __await__(self):
        return self
        yield

    def __or__(self, other):
        return Union[Any, other] if isinstance(other, type) or other is None else self

    __ror__ = __or__

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        return None

    async def __aiter__(self):
        return
        yield

    def __len__(self):
        return 0

    def __bool__(self):
        return True

    def __int__(self):
        return 1

    __index__ = __int__

    def __float__(self):
        return 1.0

    def __format__(self, _):
        return self.__name__

    def __fspath__(self):
        return "stub"

    def __contains__(self, _):
        return False

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    def __setitem__(self, *_):
        pass

    def __delitem__(self, *_):
        pass

    def __getitem__(self, _):
        return self

    def __lt__(self, _):
        return False

    __le__ = __lt__

    def __gt__(self, _):
        return True

    __ge__ = __gt__


for operator in "add sub mul truediv floordiv mod pow and xor lshift rshift matmul neg pos invert".split():
    setattr(Stub, f"__{operator}__", lambda self, *_: self)
    setattr(Stub, f"__r{operator}__", lambda self, *_: self)


def decoratable(value):
    """`@stub.cached def f` gives f back; `stub.Thing(lambda: 1)` is a thing."""
    if isinstance(value, types.FunctionType):
        return value.__name__ != "<lambda>"
    return isinstance(value, type) and value.__module__ not in ("builtins", "typing")


def standard_names():
    """Before Python 3.10 nobody lists them."""
    if sys.version_info >= (3, 10):
        return sys.stdlib_module_names
    folder = Path(os.__file__).parent
    found = [path.name.split(".")[0] for where in (folder, folder / "lib-dynload") for path in where.iterdir()]
    return {*sys.builtin_module_names, *found}


STANDARD = standard_names()


class StubModule(types.ModuleType):
    __all__ = ()
    __version__ = "99.0.0"

    def __getattr__(self, name):
        if is_dunder(name):
            raise AttributeError(name)
        value = Stub(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Last on `sys.meta_path`: what no other finder has, and what `forced` names. Modules of the project itself stay missing."""

    def __init__(self, is_own, forced):
        self.is_own, self.forced, self.stubbed = is_own, forced, []

    def find_spec(self, name, path=None, target=None):
        forced = any(name == one or name.startswith(f"{one}.") for one in self.forced)
        if not forced and (self.is_own(name) or name.split(".")[0] in STANDARD or is_part_of_real_package(name) or asked_by_library()):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        self.stubbed.append(spec.name)
        module = StubModule(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module):
        pass


def is_part_of_real_package(name):
    parent = sys.modules.get(name.rpartition(".")[0])
    return parent is not None and not isinstance(parent, StubModule) and getattr(parent, "__file__", None) is not None


def asked_by_library():
    """An installed library that tries an optional module must go without it, as it would in truth."""
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if "importlib" not in file and file != __file__:
            return f"{os.sep}site-packages{os.sep}" in file or file.startswith(STANDARD_LIBRARY)
        frame = frame.f_back
    return False


class ForcedFinder(importlib.abc.MetaPathFinder):
    """First on `sys.meta_path`, for modules that are installed or found but must be stubbed."""

    def __init__(self, stubs):
        self.stubs = stubs

    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(f"{one}.") for one in self.stubs.forced):
            return self.stubs.find_spec(name)
        return None


def install_stubs(is_own, forced):
    finder = StubFinder(is_own, forced)
    sys.meta_path.append(finder)
    sys.meta_path.insert(0, ForcedFinder(finder))
    return finder
