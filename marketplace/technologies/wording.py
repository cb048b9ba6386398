"""How an offer lies in its rows, and which version of it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.technologies.content import OfferContent, OfferText, text_columns
from marketplace.technologies.states import RevisionState, TechnologyState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marketplace.technologies.models import Technology, TechnologyText, TechnologyVersion

LIST_COLUMNS = ("transfer_modes", "ipc_codes", "ksic_codes", "partner_types", "regions")
PLAIN_COLUMNS = ("industry", "trl", "year", "ip_status")
_UNDECIDED = frozenset({TechnologyState.DRAFT, TechnologyState.IN_REVIEW})


def version_content(
    version: TechnologyVersion, texts: Iterable[TechnologyText] | None = None
) -> OfferContent:
    """Return a stored version as the offer it says.

    Args:
        version: The version.
        texts: Its texts where they were read already.
    """
    stored = version.texts.all() if texts is None else texts
    columns: dict[str, Any] = {name: getattr(version, name) for name in PLAIN_COLUMNS}
    columns |= {name: tuple(getattr(version, name)) for name in LIST_COLUMNS}
    texts_in_order = sorted(stored, key=lambda text: text.language)
    return OfferContent(**columns, texts=tuple(_text(text) for text in texts_in_order))


def version_columns(content: OfferContent) -> dict[str, Any]:
    """Return the language-neutral columns of an offer."""
    return {name: getattr(content, name) for name in PLAIN_COLUMNS} | {
        name: list(getattr(content, name)) for name in LIST_COLUMNS
    }


def open_version(technology: Technology) -> TechnologyVersion | None:
    """Return the version that is being written or waits for a reviewer, or None."""
    if technology.state in _UNDECIDED:
        return technology.version
    if technology.revision_state != RevisionState.NONE:
        return technology.next_version
    return None


def _text(text: TechnologyText) -> OfferText:
    words = {name: getattr(text, name) for name in text_columns()}
    return OfferText(language=text.language, **words | {"keywords": tuple(text.keywords)})
