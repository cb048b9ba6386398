"""A running demo for tests of the server itself."""

from tests.demo_server import demo_server

__all__ = ["demo_server"]
