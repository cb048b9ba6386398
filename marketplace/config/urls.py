"""Every address, each with who may ask for it."""

from __future__ import annotations

from django.conf import settings

from contracts.payments.webhooks import stripe_webhook
from marketplace.accounts import views as accounts
from marketplace.config import health, pages, query_page
from marketplace.config.demo import outbox as demo_outbox
from marketplace.config.demo import page as demo_page
from marketplace.config.graphql import graphql_view
from marketplace.config.guarded_paths import every_path_guarded, guarded_path
from marketplace.config.sign_in import views as sign_in
from marketplace.core.policies import anyone, signed_in
from marketplace.evidence import views as evidence
from matching import views as matching

_ACCOUNT = "_allauth/browser/v1"
# of allauth's endpoints only these; each asks by itself who is signed in
_ACCOUNT_VIEWS = {
    "config": sign_in.config,
    "auth/session": sign_in.session,
    "auth/sessions": sign_in.sessions,
    "auth/login": sign_in.login,
    "auth/signup": sign_in.sign_up,
    "auth/reauthenticate": sign_in.reauthenticate,
    "auth/email/verify": sign_in.verify_email,
    "auth/email/verify/resend": sign_in.resend_code,
    "auth/password/request": sign_in.request_reset,
    "auth/password/reset": sign_in.reset_password,
    "auth/2fa/authenticate": sign_in.second_step,
    "auth/2fa/reauthenticate": sign_in.second_step_again,
    "auth/webauthn/login": sign_in.passkey_login,
    "auth/webauthn/authenticate": sign_in.passkey_second_step,
    "auth/webauthn/reauthenticate": sign_in.passkey_again,
    "account/password/change": sign_in.change_password,
    "account/email": sign_in.manage_email,
    "account/authenticators": sign_in.authenticators,
    "account/authenticators/totp": sign_in.totp,
    "account/authenticators/webauthn": sign_in.passkeys,
    "account/authenticators/recovery-codes": sign_in.recovery_codes,
}

urlpatterns = [
    # each operation behind it has its own policy
    guarded_path("graphql", graphql_view, policy=anyone, name="graphql"),
    guarded_path("healthz", health.healthz, policy=anyone, name="healthz"),
    guarded_path("readyz", health.readyz, policy=anyone, name="readyz"),
    *(
        guarded_path(
            f"{_ACCOUNT}/{path}", view, policy=anyone, name=f"account-{path.replace('/', '-')}"
        )
        for path, view in _ACCOUNT_VIEWS.items()
    ),
    guarded_path(
        "firm-check/documents",
        accounts.firm_document_upload,
        policy=signed_in,
        name="firm-document-upload",
    ),
    guarded_path(
        "firm-check/documents/<str:document_id>",
        accounts.firm_document,
        policy=signed_in,
        name="firm-document",
    ),
    guarded_path(
        "market/document", matching.document_words, policy=signed_in, name="market-document"
    ),
    # the public log, as C2SP tlog-tiles names its files
    guarded_path("log/checkpoint", evidence.checkpoint_view, policy=anyone, name="log-checkpoint"),
    guarded_path("log/vkey", evidence.vkey_view, policy=anyone, name="log-vkey"),
    guarded_path(
        "log/tile/entries/<path:place>", evidence.bundle_view, policy=anyone, name="log-entries"
    ),
    guarded_path(
        "log/tile/<str:level>/<path:place>", evidence.tile_view, policy=anyone, name="log-tile"
    ),
    guarded_path(
        "records/<str:uid>.tlog-proof", evidence.proof_view, policy=signed_in, name="record-proof"
    ),
]
urlpatterns += [
    # the signature of each message is its policy
    guarded_path("webhooks/stripe", stripe_webhook, policy=anyone, name="stripe-webhook"),
]
if settings.DEMO:
    urlpatterns += [
        guarded_path("demo-outbox.json", demo_outbox.outbox, policy=anyone, name="demo-outbox"),
        guarded_path("demo-accounts.json", demo_page.accounts, policy=anyone, name="demo-accounts"),
    ]
if settings.DEBUG:
    urlpatterns += [
        guarded_path("graphiql", query_page.page, policy=anyone, name="query-page"),
        guarded_path(
            "graphiql/assets/<str:name>", query_page.asset, policy=anyone, name="query-page-asset"
        ),
    ]
# last, because it takes every other address
urlpatterns += [
    guarded_path("", pages.index, policy=anyone, name="page-home"),
    guarded_path("<path:page>", pages.index, policy=anyone, name="page"),
]
urlpatterns = every_path_guarded(urlpatterns)

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error
