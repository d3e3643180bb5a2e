import { check } from "./reading";

check(
  "an example that calls the factory of the package is the program that serves all of its routes",
  `
# file: shop/app.py
from fastapi import APIRouter, FastAPI
router = APIRouter()
@router.get("/items")
def items(): ...
def create_app():
    app = FastAPI()
    app.include_router(router)
    return app
# file: shop/__init__.py
# file: examples/high/server.py
from shop.app import create_app
app = create_app()
# file: examples/own/server.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/own")
def own(): ...
`,
  ["GET /items shop/app.py:4 items", "GET /own examples/own/server.py:4 own"],
);
