"""Technical-data requests in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.content import ItemContent, RequestContent
from contracts.rooms.states import (
    DeliveryMethod,
    ItemState,
    OwnershipAfter,
    PresentOwner,
    RefusalReason,
    RequestPurpose,
    RequestState,
    ReturnMethod,
)
from marketplace.core.graphql.types import BigInt, choices_enum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contracts.rooms.forms import RequestForm
    from contracts.rooms.models import GrantedFile, ItemHolder
    from contracts.rooms.selectors.requests import ItemRow, RequestRow
    from marketplace.escrow.models import DepositFile

RequestStateEnum = choices_enum(
    RequestState, description="How far a request is.", name="DataRequestState"
)
ItemStateEnum = choices_enum(
    ItemState, description="What was decided on an item.", name="RequestItemState"
)
PurposeEnum = choices_enum(
    RequestPurpose,
    description="What technical data may be asked for.",
    name="DataRequestPurpose",
)
PresentOwnerEnum = choices_enum(PresentOwner, description="Who owns the technical data now.")
OwnershipAfterEnum = choices_enum(
    OwnershipAfter, description="Who owns the technical data once it was shown."
)
DeliveryMethodEnum = choices_enum(DeliveryMethod, description="How technical data is handed over.")
ReturnMethodEnum = choices_enum(
    ReturnMethod, description="What happens to technical data at the end."
)
RefusalReasonEnum = choices_enum(
    RefusalReason, description="Why an item is refused.", name="ItemRefusalReason"
)


def _fields() -> dict[str, Any]:
    """Return the fields of the written form, the same for reading and for writing."""
    return {
        "title": graphene.String(description="Name and scope of the technical data."),
        "purpose": graphene.Field(PurposeEnum, description="What it is asked for."),
        "purpose_words": graphene.String(description="The purpose in own words."),
        "justification": graphene.String(description="Why the request is justified."),
        "secrecy": graphene.String(description="What is to be kept secret, and how."),
        "present_owner": graphene.Field(PresentOwnerEnum, description="Who owns it now."),
        "is_joint_development": graphene.Boolean(description="Whether both firms developed it."),
        "ownership_after": graphene.Field(
            OwnershipAfterEnum, description="Who owns it after it was shown."
        ),
        "consideration": graphene.String(description="What is given for it."),
        "payment_method": graphene.String(description="How and when that is paid."),
        "delivery_on": graphene.Date(description="The day it is handed over."),
        "delivery_method": graphene.Field(DeliveryMethodEnum, description="How it is handed over."),
        "use_from": graphene.Date(description="The first day in Korea on which it may be used."),
        "use_until": graphene.Date(description="The last day in Korea on which it may be used."),
        "return_on": graphene.Date(description="The day it is returned or destroyed."),
        "return_method": graphene.Field(
            ReturnMethodEnum, description="How it is returned or destroyed."
        ),
    }


class RequestItemInput(graphene.InputObjectType):
    """One thing asked for."""

    words = graphene.String(
        required=True, description="What, one document or drawing; 300 characters."
    )
    purpose = graphene.String(description="What it is needed for; 500 characters.")


DataRequestInput = type(
    "DataRequestInput",
    (graphene.InputObjectType,),
    {
        "__doc__": "What a request says; a draft may have gaps.",
        **_fields(),
        "items": graphene.List(
            graphene.NonNull(RequestItemInput), description="What is asked for, one by one."
        ),
    },
)


class FileChoiceInput(graphene.InputObjectType):
    """A file of a deposit, or some of its pages."""

    deposit_file_id = graphene.ID(required=True, description="The file.")
    first_page = graphene.Int(default_value=1, description="From 1.")
    last_page = graphene.Int(description="The last page included; without it all that follow.")


def content_of(input: Mapping[str, Any]) -> RequestContent:
    """Return what an input says as services take it."""
    # graphene's container also carries each field as an attribute, `items` included
    values = {name: _plain(input[name]) for name in input if input[name] is not None}
    items = values.pop("items", ())
    return RequestContent(
        items=tuple(ItemContent(item["words"], item.get("purpose") or "") for item in items),
        **values,
    )


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


class GrantedFileType(graphene.ObjectType):
    """A document that an item was granted."""

    class Meta:
        name = "GrantedFile"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="The file's name.")
    media_type = graphene.String(required=True, description="For example `application/pdf`.")
    first_page = graphene.Int(required=True, description="The first page that was granted.")
    last_page = graphene.Int(description="The last page that was granted; null for all.")

    @staticmethod
    def resolve_id(file: GrantedFile, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return file.public_id

    @staticmethod
    def resolve_name(file: GrantedFile, _info: Any) -> str:
        """Return the name that the file has in the deposit."""
        return file.deposit_file.name

    @staticmethod
    def resolve_media_type(file: GrantedFile, _info: Any) -> str:
        """Return what the file is."""
        return file.deposit_file.media_type


class ItemHolderType(graphene.ObjectType):
    """A person who may read what an item was granted."""

    class Meta:
        name = "ItemHolder"

    membership_id = graphene.ID(required=True, description="Their membership's id.")
    name = graphene.String(required=True, description="Their name.")
    added_at = graphene.DateTime(required=True, description="Since when.")
    removed_at = graphene.DateTime(description="Until when, or null.")

    @staticmethod
    def resolve_membership_id(holder: ItemHolder, _info: Any) -> str:
        """Return the opaque id of the membership."""
        return holder.membership.public_id

    @staticmethod
    def resolve_name(holder: ItemHolder, _info: Any) -> str:
        """Return the person's name."""
        return holder.membership.user.name


def _of_item(name: str) -> Any:
    """Return a resolver that reads an attribute of the stored item; empty becomes null."""

    def resolve(row: ItemRow, _info: Any) -> Any:
        value = getattr(row.item, name)
        return None if value == "" else value

    return resolve


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: ItemRow | RequestRow, _info: Any) -> bool:
        return act in row.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class RequestItemType(graphene.ObjectType):
    """One thing that was asked for, and what was decided on it."""

    class Meta:
        name = "RequestItem"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_item("public_id"))
    position = graphene.Int(
        required=True, description="Its place, from 1.", resolver=_of_item("position")
    )
    words = graphene.String(
        required=True, description="What was asked for.", resolver=_of_item("words")
    )
    purpose = graphene.String(description="What it is needed for.", resolver=_of_item("purpose"))
    state = graphene.Field(
        ItemStateEnum, required=True, description="What was decided.", resolver=_of_item("state")
    )
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of_item("revision")
    )
    refusal_reason = graphene.Field(
        RefusalReasonEnum,
        description="Why it was refused.",
        resolver=_of_item("refusal_reason"),
    )
    refusal_words = graphene.String(
        description="Why, in own words.", resolver=_of_item("refusal_words")
    )
    view_only = graphene.Boolean(
        required=True,
        description="Whether what was granted is shown as marked pages only.",
        resolver=_of_item("view_only"),
    )
    decided_at = graphene.DateTime(
        description="When it was decided.", resolver=_of_item("decided_at")
    )
    revoked_at = graphene.DateTime(
        description="When the grant was taken back.", resolver=_of_item("revoked_at")
    )
    files = graphene.List(
        graphene.NonNull(GrantedFileType),
        description="What was granted; null where the reader may not know which documents.",
    )
    holders = graphene.List(
        graphene.NonNull(ItemHolderType),
        required=True,
        description="Who may read it, and who could; empty for the coordinator.",
    )
    can_open = graphene.Boolean(
        required=True, description="Whether the reader may open what was granted."
    )
    is_too_broad = graphene.Boolean(
        required=True,
        description="Whether a draft's item asks for everything at once, which cannot be issued.",
    )
    can_grant = _can("grant", "Whether the reader may grant it.")
    can_refuse = _can("refuse", "Whether the reader may refuse it.")
    can_revoke = _can("revoke", "Whether the reader may take the grant back.")
    can_remove_holder = _can("remove_holder", "Whether the reader may remove a holder.")


def _of_request(name: str) -> Any:
    """Return a resolver that reads an attribute of the stored request; empty becomes null."""

    def resolve(row: RequestRow, _info: Any) -> Any:
        value = getattr(row.request, name)
        return None if value == "" else value

    return resolve


def _person(name: str, description: str) -> graphene.String:
    def resolve(row: RequestRow, _info: Any) -> str | None:
        membership = getattr(row.request, name)
        return None if membership is None else membership.user.name

    return graphene.String(description=description, resolver=resolve)


_Form: Any = type(
    "_Form",
    (),
    {
        **_fields(),
        **{f"resolve_{name}": staticmethod(_of_request(name)) for name in _fields()},
    },
)


class DataRequestType(_Form, graphene.ObjectType):
    """The buyer's written request for technical data, with every field that the statutes name."""

    class Meta:
        name = "DataRequest"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_request("public_id"))
    state = graphene.Field(
        RequestStateEnum,
        required=True,
        description="How far it is.",
        resolver=_of_request("state"),
    )
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of_request("revision")
    )
    form_version = graphene.String(
        description="The form by which it was issued.", resolver=_of_request("form_version")
    )
    items = graphene.List(
        graphene.NonNull(RequestItemType),
        required=True,
        description="What is asked for, one by one.",
    )
    created_at = graphene.DateTime(
        required=True, description="When it was begun.", resolver=_of_request("created_at")
    )
    issued_at = graphene.DateTime(
        description="When it was issued.", resolver=_of_request("issued_at")
    )
    issued_by = _person("issued_by", "Who asked for the buyer, by name.")
    answered_at = graphene.DateTime(
        description="When its last item was decided.", resolver=_of_request("answered_at")
    )
    answered_by = _person("answered_by", "Who decided the last item, by name.")
    withdrawn_at = graphene.DateTime(
        description="When it was taken back.", resolver=_of_request("withdrawn_at")
    )
    retention_until = graphene.Date(
        description="The last day on which it has to be kept.",
        resolver=_of_request("retention_until"),
    )
    missing = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Names of fields that a draft still needs before it can be issued.",
    )
    can_save = _can("save", "Whether the reader may change the draft.")
    can_issue = _can("issue", "Whether the reader may issue the draft.")
    can_withdraw = _can("withdraw", "Whether the reader may take it back.")

    @staticmethod
    def resolve_items(row: RequestRow, _info: Any) -> Sequence[ItemRow]:
        """Return the items in their order."""
        return row.items


class DataRequestFormType(graphene.ObjectType):
    """The written form by which technical data is asked for today."""

    class Meta:
        name = "DataRequestForm"

    version = graphene.String(required=True, description="Its version.")
    effective_from = graphene.Date(required=True, description="The day from which it holds.")
    retention_years = graphene.Int(
        required=True, description="For how many years what was asked has to be kept."
    )
    items_max = graphene.Int(required=True, description="Largest number of items.")
    purposes = graphene.List(
        graphene.NonNull(PurposeEnum),
        required=True,
        description="What technical data may be asked for.",
    )

    @staticmethod
    def resolve_purposes(form: RequestForm, _info: Any) -> Sequence[str]:
        """Return the purposes in the order in which they are defined."""
        return [purpose for purpose in RequestPurpose.values if purpose in form.purposes]


class GrantableFileType(graphene.ObjectType):
    """A file of a sealed deposit that the seller may choose for a grant."""

    class Meta:
        name = "GrantableFile"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="Its name.")
    media_type = graphene.String(required=True, description="For example `application/pdf`.")
    size = BigInt(required=True, description="In bytes.")
    deposit_id = graphene.ID(required=True, description="The deposit it lies in.")
    deposit_number = graphene.String(required=True, description="The deposit's number.")
    deposit_title = graphene.String(required=True, description="The deposit's title.")

    @staticmethod
    def resolve_id(file: DepositFile, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return file.public_id

    @staticmethod
    def resolve_size(file: DepositFile, _info: Any) -> int:
        """Return the size of the file itself, not of its ciphertext."""
        return file.stored_file.size if file.stored_file else 0

    @staticmethod
    def resolve_deposit_id(file: DepositFile, _info: Any) -> str:
        """Return the opaque id of the deposit."""
        return file.deposit.public_id

    @staticmethod
    def resolve_deposit_number(file: DepositFile, _info: Any) -> str:
        """Return the number that the deposit got when it was sealed."""
        return file.deposit.number or ""

    @staticmethod
    def resolve_deposit_title(file: DepositFile, _info: Any) -> str:
        """Return the title."""
        return file.deposit.title
