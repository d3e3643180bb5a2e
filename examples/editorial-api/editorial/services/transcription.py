from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from editorial.schemas import Transcript
from editorial.services.errors import ServiceUnavailable
from editorial.settings import get_settings

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


class Transcriber:
    """Whisper large-v3, loaded by the first file."""

    def __init__(self, device: str) -> None:
        self.device = device
        self._model: "WhisperModel | None" = None

    @property
    def model(self) -> "WhisperModel":
        if self._model is None:
            self._model = self._load()
        return self._model

    def transcribe(self, media: BinaryIO) -> Transcript:
        segments, info = self.model.transcribe(media, vad_filter=True)
        # `segments` is a generator: the work is done while it is read.
        text = " ".join(segment.text.strip() for segment in segments)
        return Transcript(language=info.language, duration_seconds=info.duration, text=text)

    def _load(self) -> "WhisperModel":
        try:
            from faster_whisper import WhisperModel
        except ImportError as error:
            raise ServiceUnavailable(
                "Transcription is not available: faster-whisper is not installed. "
                "Run `pip install -r requirements-models.txt`."
            ) from error
        try:
            return WhisperModel("large-v3", device=self.device, compute_type="int8")
        except (OSError, RuntimeError, ValueError) as error:
            raise ServiceUnavailable(
                f"Transcription is not available: Whisper large-v3 could not be loaded on '{self.device}' ({error}). "
                "Set EDITORIAL_DEVICE=cpu to run without a GPU."
            ) from error


@lru_cache
def get_transcriber() -> Transcriber:
    return Transcriber(get_settings().device)
