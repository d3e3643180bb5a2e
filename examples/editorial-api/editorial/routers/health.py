from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
def health() -> dict[str, str]:
    """Says that the process answers; it loads no model."""
    return {"status": "ok"}
