"""Which kinds of transfer there are, and which app answers for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contracts.deals.selectors.contracts import CONTRACT_DOCUMENT
from contracts.deals.transfers import ContractDocumentDownload
from contracts.nda.services import NDA_DOCUMENT
from contracts.nda.transfers import NdaDocumentDownload
from contracts.protection.services import PACK_KIND
from contracts.protection.transfers import PackDownload
from contracts.rooms.services import REQUEST_FORM, ROOM_FILE
from contracts.rooms.services.showing import DETAIL_KIND, DOCUMENT_KIND, PAGES_KIND
from contracts.rooms.showing import RoomDocumentDownload, RoomPageDetail, RoomPagesDownload
from contracts.rooms.transfers import RequestFormDownload, RoomFileUpload
from marketplace.escrow.transfers import (
    CertificateDownload,
    DepositPartDownload,
    DepositUpload,
    ManifestDownload,
    ReleaseDownload,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.files.kinds import TransferKind

TRANSFERS: Final[Mapping[str, TransferKind]] = {
    "deposit.certificate": CertificateDownload(),
    "deposit.file": DepositUpload(),
    "deposit.manifest": ManifestDownload(),
    "deposit.part": DepositPartDownload(),
    "release.file": ReleaseDownload(),
    CONTRACT_DOCUMENT: ContractDocumentDownload(),
    DETAIL_KIND: RoomPageDetail(),
    DOCUMENT_KIND: RoomDocumentDownload(),
    NDA_DOCUMENT: NdaDocumentDownload(),
    PACK_KIND: PackDownload(),
    PAGES_KIND: RoomPagesDownload(),
    REQUEST_FORM: RequestFormDownload(),
    ROOM_FILE: RoomFileUpload(),
}
