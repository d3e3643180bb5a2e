from fastapi import APIRouter

from . import generation, transcription, translation

router = APIRouter(tags=["ai"])
router.include_router(transcription.router)
router.include_router(translation.router, prefix="/translate")
router.include_router(generation.router)
