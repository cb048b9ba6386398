"""The official audit of GraphQL over HTTP finds nothing to say."""

from __future__ import annotations

import json

import pytest

from tests.demo_server import RunningServer
from tests.external.conftest import Node

pytestmark = pytest.mark.external

CHECKS = 61


def test_the_audit_passes_in_full(node: Node, demo_server: RunningServer) -> None:
    done = node("audit.mjs", f"{demo_server.base_url}/graphql")
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == CHECKS
