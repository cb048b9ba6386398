"""The paths of the public log and of proof files."""

from __future__ import annotations

from django.urls import path

from marketplace.evidence.views import (
    bundle_view,
    checkpoint_view,
    proof_view,
    tile_view,
    vkey_view,
)

urlpatterns = [
    path("log/checkpoint", checkpoint_view),
    path("log/vkey", vkey_view),
    path("log/tile/entries/<path:place>", bundle_view),
    path("log/tile/<str:level>/<path:place>", tile_view),
    path("records/<str:uid>.tlog-proof", proof_view),
]
