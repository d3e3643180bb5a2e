"""What runs the models. Every library is imported by the first request that needs it."""
