"""The product keeps the house rules, and each rule finds what was planted against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture import rules
from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Rule = Callable[[Path], Iterator[str]]

RULES: list[Rule] = [
    rules.long_files,
    rules.admin_modules,
    rules.vague_names,
    rules.signals,
    rules.local_imports,
    rules.writes_by_readers,
    rules.clocks,
    rules.guessable_randomness,
]
PLANTED: list[tuple[Rule, str, str]] = [
    (rules.long_files, "marketplace/core/texts.py", "x = 1\n" * 401),
    (rules.long_files, "frontend/src/shared/ui/Card.tsx", "const x = 1;\n" * 401),
    (rules.long_files, "tests/unit/test_texts.py", "x = 1\n" * 401),
    (rules.admin_modules, "marketplace/accounts/admin.py", ""),
    (rules.admin_modules, "matching/admin/__init__.py", ""),
    (rules.vague_names, "marketplace/core/utils.py", ""),
    (rules.vague_names, "frontend/src/shared/helpers/dates.ts", ""),
    (rules.vague_names, "matching/managers/__init__.py", ""),
    (rules.signals, "matching/apps.py", "from django.db.models.signals import post_save\n"),
    (rules.signals, "matching/apps.py", "from django.dispatch import receiver\n"),
    (rules.signals, "matching/apps.py", "import allauth.account.signals\n"),
    (
        rules.signals,
        "matching/apps.py",
        "from django.db import models\nmodels.signals.post_save.connect(f)\n",
    ),
    (rules.local_imports, "matching/selectors.py", "def f():\n    import json\n"),
    (
        rules.local_imports,
        "matching/selectors.py",
        "async def f():\n    if x:\n        from a import b\n",
    ),
    (rules.writes_by_readers, "matching/schema.py", "Match.objects.create(score=1)\n"),
    (
        rules.writes_by_readers,
        "matching/schema/queries.py",
        "Match.objects.filter(a=1).update(b=2)\n",
    ),
    (rules.writes_by_readers, "marketplace/demands/selectors.py", "row.save()\n"),
    (rules.writes_by_readers, "marketplace/demands/policies.py", "Demand.objects.all().delete()\n"),
    (rules.writes_by_readers, "marketplace/demands/views.py", "things.bulk_create([])\n"),
    (rules.clocks, "marketplace/demands/services.py", "datetime.now(tz=UTC)\n"),
    (rules.clocks, "marketplace/demands/models.py", "at = DateTimeField(default=timezone.now)\n"),
    (rules.clocks, "matching/services.py", "started = time.time()\n"),
    (rules.guessable_randomness, "marketplace/core/opaque.py", "import random\n"),
    (rules.guessable_randomness, "matching/query.py", "from random import choice\n"),
]
ALLOWED: list[tuple[Rule, str, str]] = [
    (rules.long_files, "marketplace/core/texts.py", "x = 1\n" * 400),
    (rules.long_files, "marketplace/core/migrations/0001_initial.py", "x = 1\n" * 401),
    (rules.long_files, "frontend/src/shared/graphql/generated/types.ts", "x;\n" * 401),
    (rules.signals, "marketplace/config/serve.py", "import signal\nconsumer.connect()\n"),
    (rules.local_imports, "matching/apps.py", "if TYPE_CHECKING:\n    from a import b\n"),
    (rules.writes_by_readers, "matching/query.py", "weights.update(terms)\n"),
    (rules.writes_by_readers, "matching/services.py", "Match.objects.create(score=1)\n"),
    (rules.clocks, "marketplace/config/runner.py", "datetime.now(tz=UTC)\n"),
    (rules.clocks, "matching/management/commands/reindex.py", "timezone.now()\n"),
    (rules.guessable_randomness, "marketplace/core/opaque.py", "import secrets\n"),
]


def _plant(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_product_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(ROOT)) == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_rule_finds_what_was_planted(rule: Rule, path: str, text: str, tmp_path: Path) -> None:
    _plant(tmp_path, path, text)
    findings = list(rule(tmp_path))
    assert len(findings) == 1
    assert findings[0].startswith(path.removesuffix("/__init__.py"))


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_rule_lets_the_honest_pass(rule: Rule, path: str, text: str, tmp_path: Path) -> None:
    _plant(tmp_path, path, text)
    assert list(rule(tmp_path)) == []


def test_every_rule_has_something_planted_against_it() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(RULES)
