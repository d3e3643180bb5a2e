"""Where each route was registered: the lines of the project that stood on the stack when it was made, the innermost first."""

import sys

PLACES = {}  # id of a handler -> one list of places a registration; the handlers are kept, so that no id is used twice
KEPT = []


def watch_registrations(place_of):
    """`place_of(file name, line)` is [file, line], or None for a file that is not the project's."""
    import fastapi.routing
    import starlette.routing

    for cls in (fastapi.routing.APIRoute, fastapi.routing.APIWebSocketRoute, starlette.routing.Route, starlette.routing.WebSocketRoute):
        cls.__init__ = watching(cls.__init__, place_of)


def watching(original, place_of):
    def init(self, path, endpoint=None, *args, **kwargs):
        note(endpoint, place_of)
        return original(self, path, endpoint, *args, **kwargs)

    return init


def note(endpoint, place_of):
    places = []
    frame = sys._getframe(2)
    while frame is not None:
        # before 0.137 FastAPI made each route anew for the router that includes it
        if frame.f_code.co_name == "include_router" and frame.f_globals.get("__name__", "").startswith("fastapi."):
            return
        place = place_of(frame.f_code.co_filename, frame.f_lineno)
        if place is not None and place not in places:
            places.append(place)
        frame = frame.f_back
    KEPT.append(endpoint)
    PLACES.setdefault(id(endpoint), []).append(places)


def registered_at(endpoint):
    return PLACES.get(id(endpoint), [])
