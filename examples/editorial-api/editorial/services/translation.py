import re
from functools import lru_cache
from typing import Any

from editorial.schemas import Language
from editorial.services.errors import ServiceUnavailable
from editorial.settings import get_settings

NLLB = "facebook/nllb-200-distilled-600M"
NLLB_CODES: dict[Language, str] = {"fr": "fra_Latn", "en": "eng_Latn", "es": "spa_Latn", "ar": "arb_Arab"}
SENTENCES_AT_ONCE = 8


def translate(text: str, source: Language, target: Language) -> str:
    """Sentence by sentence: the model reads 512 tokens at most and was trained on sentences."""
    if source == target:
        return text
    paragraphs = [paragraph for paragraph in text.splitlines() if paragraph.strip()]
    return "\n".join(" ".join(_translate_sentences(split(paragraph), source, target)) for paragraph in paragraphs)


def split(paragraph: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?؟…])\s+", paragraph.strip()) if sentence]


def _translate_sentences(sentences: list[str], source: Language, target: Language) -> list[str]:
    tokenizer, model = _load(NLLB_CODES[source])
    translated: list[str] = []
    for start in range(0, len(sentences), SENTENCES_AT_ONCE):
        batch = sentences[start : start + SENTENCES_AT_ONCE]
        inputs = tokenizer(batch, return_tensors="pt", padding=True, truncation=True, max_length=512).to(model.device)
        tokens = model.generate(
            **inputs, forced_bos_token_id=tokenizer.convert_tokens_to_ids(NLLB_CODES[target]), max_new_tokens=512
        )
        translated += tokenizer.batch_decode(tokens, skip_special_tokens=True)
    return translated


def _load(source_code: str) -> tuple[Any, Any]:
    try:
        from transformers import AutoTokenizer
    except ImportError as error:
        raise ServiceUnavailable(
            "Translation is not available: transformers is not installed. "
            "Run `pip install -r requirements-models.txt`."
        ) from error
    model = _model()
    return AutoTokenizer.from_pretrained(NLLB, src_lang=source_code), model


@lru_cache
def _model() -> Any:
    try:
        from transformers import AutoModelForSeq2SeqLM

        return AutoModelForSeq2SeqLM.from_pretrained(NLLB).to(get_settings().device)
    except (ImportError, OSError, RuntimeError, AssertionError) as error:
        raise ServiceUnavailable(
            f"Translation is not available: {NLLB} could not be loaded ({error}). "
            "Run `pip install -r requirements-models.txt`; set EDITORIAL_DEVICE=cpu to run without a GPU."
        ) from error
