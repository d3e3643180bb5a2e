"""One application watched by every exporter that we have a profile for, all in one process; the probe's metrics at a path of their own."""
import asyncio

from fastapi import APIRouter, FastAPI
from opentelemetry import metrics
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_fastapi_instrumentator import Instrumentator
from starlette_exporter import PrometheusMiddleware

from carbon_matrix_asgi import instrument

# FastAPI's own telemetry publishes http.server.request.duration as soon as there is a provider.
metrics.set_meter_provider(MeterProvider(metric_readers=[PrometheusMetricReader()]))

app = FastAPI()
router = APIRouter(prefix="/items")


@app.get("/fast")
async def fast():
    return {}


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.02)


@router.get("/{item_id}")
def item(item_id: int):
    return {"id": item_id}


app.include_router(router, prefix="/api")
app.add_middleware(PrometheusMiddleware)
Instrumentator().instrument(app).expose(app, include_in_schema=False)
instrument(app, None, metrics_path="/metrics-probe")
