import { expect, test } from "vitest";
import { read } from "./reading";

test("modules of fps put and get what they share, in whatever order, and their routes are one application's", async () => {
  const { routes, problems } = await read(`
# file: root/main.py
from fps.web.fastapi import FastAPIModule
class Root(FastAPIModule):
    def __init__(self, name, **kwargs):
        super().__init__(name)
# file: shop/main.py
from fps import Module
from api.app import App
from api.orders import Orders
from .routes import Store
class ShopModule(Module):
    async def prepare(self) -> None:
        app = await self.get(App)
        self.put(Store(app), Orders)
# file: shop/routes.py
from api.orders import Orders
class Store(Orders):
    async def place(self): ...
# file: api/app.py
from fastapi import FastAPI
from fps import Module
class App:
    def __init__(self, app: FastAPI):
        self._app = app
    def include(self, router, **kwargs):
        self._app.include_router(router, **kwargs)
class AppModule(Module):
    async def prepare(self) -> None:
        self.put(App(await self.get(FastAPI)))
# file: api/orders.py
from fastapi import APIRouter
class Orders:
    def __init__(self, app):
        router = APIRouter()
        @router.post("/orders")
        async def place_order():
            return await self.place()
        app.include(router)
`);
  expect(routes.map((one) => `${one.id} ${one.file}:${one.line} ${one.app} ${one.condition?.file}:${one.condition?.line}`)).toEqual([
    "POST /orders api/orders.py:6 root.main:Root shop/main.py:5",
  ]);
  expect(problems.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual(["route-conditional shop/main.py:5"]);
});
