from fastapi import APIRouter, HTTPException

from editorial.schemas import Article

router = APIRouter()

ARTICLES = {
    1: Article(id=1, language="fr", title="La Seine en crue", text="Le fleuve est monté de deux mètres en trois jours."),
    2: Article(id=2, language="en", title="A quiet harvest", text="Growers expect an early and small harvest this year."),
}


@router.get("")
def list_articles() -> list[Article]:
    return list(ARTICLES.values())


@router.get("/{article_id}")
def read_article(article_id: int) -> Article:
    article = ARTICLES.get(article_id)
    if article is None:
        raise HTTPException(404, f"There is no article {article_id}. GET /articles lists them.")
    return article
