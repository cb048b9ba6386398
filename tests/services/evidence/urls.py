"""The log's addresses alone, without what the whole product puts before them."""

from __future__ import annotations

from django.urls import path

from marketplace.evidence import views

urlpatterns = [
    path("log/checkpoint", views.checkpoint_view),
    path("log/vkey", views.vkey_view),
    path("log/tile/entries/<path:place>", views.bundle_view),
    path("log/tile/<str:level>/<path:place>", views.tile_view),
]
