class ServiceUnavailable(Exception):
    """A model, its library or its server is missing here. The message says what to do."""
