from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from the environment: `EDITORIAL_DEVICE=cpu uvicorn main:app`."""

    model_config = SettingsConfigDict(env_prefix="EDITORIAL_")

    # "cuda" on the two T4 machines of the scenario; "cpu" works on a laptop, slowly.
    device: str = "cuda"
    generation_model: str = "mistral:7b"
    ollama_url: str = "http://localhost:11434"
    ollama_timeout_seconds: float = 120


@lru_cache
def get_settings() -> Settings:
    return Settings()
