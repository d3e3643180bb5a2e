"""An editorial API: articles, and three services of artificial intelligence around them."""
