from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from editorial.routers import ai, articles, health
from editorial.services.errors import ServiceUnavailable


def create_app() -> FastAPI:
    """Builds the application. No model is loaded here: each one is loaded by its first request."""
    app = FastAPI(title="Editorial AI API", version="1.0.0")
    app.include_router(ai.router)
    app.include_router(articles.router, prefix="/articles", tags=["articles"])
    app.include_router(health.router)
    app.add_exception_handler(ServiceUnavailable, service_unavailable)
    return app


async def service_unavailable(_: Request, error: Exception) -> JSONResponse:
    """A model that is not installed or a server that is not there is no bug of the request: 503 and what to do."""
    return JSONResponse(status_code=503, content={"detail": str(error)})
