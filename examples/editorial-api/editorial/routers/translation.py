from fastapi import APIRouter

from editorial.schemas import Translation, TranslationRequest
from editorial.services import translation

router = APIRouter()


@router.post("")
def translate(request: TranslationRequest) -> Translation:
    """Translates an article, sentence by sentence."""
    text = translation.translate(request.text, source=request.source, target=request.target)
    return Translation(source=request.source, target=request.target, text=text)
