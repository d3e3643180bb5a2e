"""One module an area; `ai` gathers the three that run a model."""
