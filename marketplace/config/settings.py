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

from marketplace.config.logs import logging_config
from marketplace.config.secret_file import secret_kept

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
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
PUBLIC_URL = _required("SEALBRIDGE_PUBLIC_URL", "http://localhost:8000").rstrip("/")

# --- secrets -----------------------------------------------------------------------------------
SECRET_KEY = _required("SEALBRIDGE_SECRET_KEY", "") or secret_kept(HOME / "keys" / "secret_key")
LOG_KEY_FILE = Path(_required("SEALBRIDGE_LOG_KEY_FILE", str(HOME / "keys" / "log_key")))
LOG_ORIGIN = _required("SEALBRIDGE_LOG_ORIGIN", "demo.sealbridge.example/log")
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
    "marketplace.core",
    "marketplace.evidence",
    "marketplace.accounts",
    "marketplace.ladder",
    "marketplace.technologies",
    "marketplace.demands",
    "matching",
    "marketplace.config",
]
MIDDLEWARE = [
    "marketplace.config.request_log.RequestLogMiddleware",
    "marketplace.config.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
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
]
ACCOUNT_ADAPTER = "marketplace.config.sign_in.ClosedSignUpAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# a whole firm may sit behind one address; failed attempts keep allauth's own limits
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login": "60/m/ip"}
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEMO or DEBUG)
CSRF_COOKIE_SAMESITE = "Lax"

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

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LOGGING = logging_config(show_messages=DEBUG)
