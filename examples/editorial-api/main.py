"""Run with `uvicorn main:app`."""

from editorial.application import create_app

app = create_app()
