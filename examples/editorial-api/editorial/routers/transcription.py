from typing import Annotated

from fastapi import APIRouter, Depends, UploadFile

from editorial.schemas import Transcript
from editorial.services.transcription import Transcriber, get_transcriber

router = APIRouter(prefix="/transcribe")


@router.post("")
def transcribe(
    media: UploadFile, transcriber: Annotated[Transcriber, Depends(get_transcriber)]
) -> Transcript:
    """Writes down what is said in an audio or video file. A plain `def`: FastAPI runs it in a thread."""
    return transcriber.transcribe(media.file)
