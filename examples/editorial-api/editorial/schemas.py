from typing import Literal

from pydantic import BaseModel, Field

Language = Literal["fr", "en", "es", "ar"]


class Transcript(BaseModel):
    language: str
    duration_seconds: float
    text: str


class TranslationRequest(BaseModel):
    text: str = Field(min_length=1, max_length=20_000)
    source: Language
    target: Language = "en"


class Translation(BaseModel):
    source: Language
    target: Language
    text: str


class GenerationRequest(BaseModel):
    text: str = Field(min_length=1, max_length=20_000)
    language: Language


class Summary(BaseModel):
    language: Language
    text: str


class Article(BaseModel):
    id: int
    language: Language
    title: str
    text: str
