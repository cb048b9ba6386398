"""Rows that services made once in this process, put back into an empty database at little cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from marketplace.accounts.models import User
from marketplace.evidence.models import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

OTHERS = frozenset({"contenttypes", "auth", "sessions"})


class KeptRows:
    """All rows there are now, of every table of the product, or those that came since others.

    Attributes:
        is_addition: Whether every row of before is as it was.
    """

    def __init__(self, since: KeptRows | None = None) -> None:
        before = since.rows if since else {}
        found = {model: rows for model in _tables() if (rows := list(_read(model)))}
        self.is_addition = all(
            row in found.get(model, ()) for model, rows in before.items() for row in rows
        )
        self.rows: dict[type[Model], list[dict[str, Any]]] = {
            model: new
            for model, rows in found.items()
            if (new := [row for row in rows if row not in before.get(model, ())])
        }
        self._statements: list[tuple[str, Any]] = []

    def are_all(self) -> bool:
        """Tell whether every table holds as many rows as were kept of it."""
        counted = {model: len(self.rows.get(model, ())) for model in _tables()}
        names = [connection.ops.quote_name(model._meta.db_table) for model in counted]
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {n})" for n in names))
            return list(cursor.fetchone()) == list(counted.values())

    def put_back(self) -> None:
        """Insert them, each with the key it had."""
        with transaction.atomic():
            if self._statements:
                self._execute()
                return
            with connection.execute_wrapper(self._remember):
                for model, rows in self.rows.items():
                    model._base_manager.bulk_create([model(**row) for row in rows])
                statements = connection.ops.sequence_reset_sql(no_style(), list(self.rows))
                if statements:
                    with connection.cursor() as cursor:
                        cursor.execute(";".join(statements))

    def _remember(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Keep what is executed, for making it of models takes most of the time."""
        assert not many
        self._statements.append((sql, params))
        return execute(sql, params, many, context)

    def _execute(self) -> None:
        with connection.cursor() as cursor:
            for sql, params in self._statements:
                cursor.execute(sql, params)


def database_is_empty() -> bool:
    """Tell whether nobody has written anything yet."""
    return not (User.objects.exists() or Entry.objects.exists())


def _tables() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if model._meta.app_label not in OTHERS:
            yield model


def _read(model: type[Model]) -> Iterator[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields]
    yield from model._base_manager.order_by("pk").values(*names)
