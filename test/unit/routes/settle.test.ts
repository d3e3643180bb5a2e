import { check } from "./reading";

// A scenario settles by hand what the code does not tell: `routes: [{ at: "file:line", path }]`.

const open = `import os
from fastapi import APIRouter, FastAPI
app = FastAPI()
inner = APIRouter()
outer = APIRouter(prefix="/api")
sub = FastAPI()
@inner.get("/x")
def x(): ...
@sub.get("/y")
def y(): ...
@app.get(os.environ["DIRECT"])
def z(): ...
outer.include_router(inner, prefix=os.environ["INNER"])
app.include_router(outer)
app.mount(os.environ["SUB"], sub)
`;
const unsettled = ["GET /api{?}/x main.py:8 x", "GET {?}/y main.py:10 y", "GET {?} main.py:12 z"];
const problems = ["unresolved-path main.py:11", "unresolved-path main.py:13", "unresolved-path main.py:15"];
const without = (line: number): string[] => problems.filter((one) => !one.endsWith(`:${line}`));

check("nothing settled", open, unsettled, problems);
check("at the decorator: the whole path", open, [...unsettled.slice(0, 2), "GET /settled main.py:12 z"], without(11), [{ at: "main.py:11", path: "/settled" }]);
check("at the def", open, [...unsettled.slice(0, 2), "GET /settled main.py:12 z"], without(11), [{ at: "./main.py:12", path: "/settled" }]);
check("at include_router: its prefix", open, ["GET /api/v1/x main.py:8 x", ...unsettled.slice(1)], without(13), [{ at: "main.py:13", path: "/v1" }]);
check("at include_router, with what comes before", open, ["GET /api/v1/x main.py:8 x", ...unsettled.slice(1)], without(13), [
  { at: "main.py:13", path: "/api/v1" },
]);
check("at mount: its path", open, [unsettled[0] as string, "GET /sub/y main.py:10 y", unsettled[2] as string], without(15), [
  { at: "main.py:15", path: "/sub" },
]);
check(
  "at a line that is known: nothing changes, and it is said",
  open,
  unsettled,
  [...problems, "settles-nothing undefined:undefined"],
  [{ at: "main.py:14", path: "/never" }],
);
for (const line of [11, 12, 13, 15])
  check(`with what is no path, at line ${line}`, open, unsettled, [...problems, "invalid-path undefined:undefined"], [{ at: `main.py:${line}`, path: "api" }]);
check("in a file that is gone", open, unsettled, [...problems, "settles-nothing undefined:undefined"], [{ at: "gone.py:1", path: "/never" }]);
check(
  "what names one line of two is said of the other alone",
  open,
  [...unsettled.slice(0, 2), "GET /settled main.py:12 z"],
  [...without(11), "settles-nothing undefined:undefined"],
  [
    { at: "main.py:11", path: "/settled" },
    { at: "main.py:99", path: "/never" },
  ],
);
check(
  "at a variable that another line reads: the part that is not known",
  `import os
from fastapi import APIRouter, FastAPI
BASE = os.environ["BASE"]
app = FastAPI()
r = APIRouter()
@r.get("/x")
def x(): ...
app.include_router(r, prefix=f"/a{BASE}")
app.mount(BASE, FastAPI(routes=r.routes))
`,
  ["GET /a/b/x main.py:7 x", "GET /b/x main.py:7 x"],
  [],
  [{ at: "main.py:3", path: "/b" }],
);
