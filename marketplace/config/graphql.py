"""The schema as this process serves it."""

from __future__ import annotations

from marketplace.accounts.actors import actor_confirmed, actor_for_request
from marketplace.config.schema import schema
from marketplace.core.graphql.execution import Engine
from marketplace.core.graphql.view import GraphQLView

engine = Engine(schema, confirmed=actor_confirmed)
graphql_view = GraphQLView(engine, actor_for=actor_for_request)
