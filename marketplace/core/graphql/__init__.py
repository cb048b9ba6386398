"""The GraphQL kit: what every `schema.py` is written with.

A root field of a query names its policy; without one it cannot be declared:

    class TechnologyQuery:
        technology = guarded_field(
            TechnologyType, policy=anyone, description="Return one technology.",
            id=graphene.ID(required=True, description="Its id."), resolver=_technology)
        technologies = connection_field(
            TechnologyConnection, policy=signed_in, description="…", resolver=_technologies)

    def _technologies(root, info, *, first, after=None):    # what is not sent is not passed
        context: RequestContext = info.context      # actor, now, language, request_id
        size, key = page_size(first), decode_cursor(after, kinds=(int,))
        rows = technologies_for(actor=context.actor, after=key, limit=size + 1)
        return page_of(rows, size=size, key=lambda row: (row["id"],))

A mutation is a `DomainMutation` (see there); a subscription is a `guarded_subscription`.
Types are plain `graphene.ObjectType` with a docstring and a description on every field, resolved
from dicts or dataclasses. An enum comes from `choices_enum(Stage, description="…")`. A resolver
may raise `MarketplaceError`: it reaches the client as a GraphQL error with `extensions.code` and
`extensions.field`. Any other exception is logged and masked behind a reference number.
`build_schema` refuses a root field without policy and anything without a description.
"""
