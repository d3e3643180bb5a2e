from editorial.schemas import Language
from editorial.services.errors import ServiceUnavailable
from editorial.settings import get_settings

INSTRUCTION: dict[Language, str] = {
    "fr": "Résume cet article en 1300 caractères au plus, en français.",
    "en": "Summarise this article in at most 1300 characters, in English.",
    "es": "Resume este artículo en 1300 caracteres como máximo, en español.",
    "ar": "لخص هذا المقال بالعربية في 1300 حرف على الأكثر.",
}


async def summarise(text: str, language: Language) -> str:
    """Mistral 7B, served by Ollama."""
    try:
        from ollama import AsyncClient, ResponseError
    except ImportError as error:
        raise ServiceUnavailable(
            "Generation is not available: the Ollama client is not installed. "
            "Run `pip install -r requirements-models.txt`."
        ) from error
    settings = get_settings()
    client = AsyncClient(host=settings.ollama_url, timeout=settings.ollama_timeout_seconds)
    try:
        answer = await client.chat(
            model=settings.generation_model,
            messages=[
                {"role": "system", "content": INSTRUCTION[language]},
                {"role": "user", "content": text},
            ],
        )
    except ResponseError as error:
        raise ServiceUnavailable(
            f"Generation is not available: Ollama refused ({error.error}). Run `ollama pull {settings.generation_model}`."
        ) from error
    except OSError as error:
        raise ServiceUnavailable(
            f"Generation is not available: no Ollama server answers at {settings.ollama_url}. "
            "Start it with `ollama serve`."
        ) from error
    return answer.message.content or ""
