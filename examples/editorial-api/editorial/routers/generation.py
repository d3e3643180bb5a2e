from fastapi import APIRouter

from editorial.schemas import GenerationRequest, Summary
from editorial.services.generation import summarise

router = APIRouter()


@router.post("/generate")
async def generate(request: GenerationRequest) -> Summary:
    """Writes the summary that stands above an article."""
    return Summary(language=request.language, text=await summarise(request.text, request.language))
