"""Outside the demo nothing starts without its secrets; in the demo they are made and kept."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo_server import ROOT

COMPLETE = {
    "SEALBRIDGE_SECRET_KEY": "s" * 60,
    "SEALBRIDGE_PUBLIC_URL": "https://market.example",
    "SEALBRIDGE_LOG_KEY_FILE": "/nowhere/log_key",
    "SEALBRIDGE_KEK_FILE": "/nowhere/kek",
    "SEALBRIDGE_SEAL_KEY_FILE": "/nowhere/seal_key",
    "SEALBRIDGE_LOG_ORIGIN": "market.example/log",
    "SEALBRIDGE_ALLOWED_HOSTS": "market.example",
    "SEALBRIDGE_MAIL_URL": "smtp+tls://mailer:p%40ss@mail.example",
    "SEALBRIDGE_MAIL_FROM": "Sealbridge <no-reply@market.example>",
}
SHOW = """
from django.conf import settings as s
import json
print(json.dumps([s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
    s.SECURE_HSTS_SECONDS, s.ALLOWED_HOSTS, s.SECRET_KEY, s.CHANNEL_LAYERS["default"]["BACKEND"],
    s.DATABASES["default"]["ENGINE"], s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE]))
"""


def shown(home: Path, *, show: str = SHOW, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "SEALBRIDGE_HOME": str(home),
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", show],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_a_missing_variable_stops_the_program_by_its_name(missing: str, tmp_path: Path) -> None:
    variables = {name: value for name, value in COMPLETE.items() if name != missing}
    done = shown(tmp_path, **variables)
    assert done.returncode != 0
    assert f"Set {missing}" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_with_all_of_them_it_is_strict(tmp_path: Path) -> None:
    done = shown(tmp_path, **COMPLETE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('[false, false, true, true, 31536000, ["market.example"]')
    assert done.stdout.rstrip().endswith('true, "Lax"]')


def test_redis_and_postgresql_come_from_the_environment(tmp_path: Path) -> None:
    done = shown(
        tmp_path,
        **COMPLETE,
        SEALBRIDGE_REDIS_URL="redis://redis.example:6379/0",
        SEALBRIDGE_DATABASE_URL="postgres://user:password@db.example/market",
    )
    assert "channels_redis.pubsub.RedisPubSubChannelLayer" in done.stdout
    assert "django.db.backends.postgresql" in done.stdout


def test_the_demo_keeps_its_secret(tmp_path: Path) -> None:
    first = shown(tmp_path, SEALBRIDGE_DEMO="true")
    assert first.returncode == 0, first.stderr
    path = tmp_path / "keys" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() in first.stdout
    assert shown(tmp_path, SEALBRIDGE_DEMO="true").stdout == first.stdout


MAIL = """
from django.conf import settings as s
print([s.EMAIL_BACKEND.split(".")[-2], getattr(s, "EMAIL_HOST", ""), getattr(s, "EMAIL_PORT", 0),
    getattr(s, "EMAIL_HOST_PASSWORD", ""), getattr(s, "EMAIL_USE_TLS", False),
    s.DEFAULT_FROM_EMAIL])
"""


def test_mail_settings_come_from_one_address(tmp_path: Path) -> None:
    done = shown(tmp_path, show=MAIL, **COMPLETE)
    assert done.stdout.strip() == str(
        ["smtp", "mail.example", 587, "p@ss", True, COMPLETE["SEALBRIDGE_MAIL_FROM"]]
    )


@pytest.mark.parametrize(
    "url", ["console:", "file:///tmp/mails", "http://mail.example", "smtp://", "smtp://a:b@c:port"]
)
def test_outside_the_demo_mails_really_leave(url: str, tmp_path: Path) -> None:
    done = shown(tmp_path, **COMPLETE | {"SEALBRIDGE_MAIL_URL": url})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "SEALBRIDGE_MAIL_URL must be like" in last
    assert url not in last


@pytest.mark.parametrize(
    ("url", "backend"), [("", "dummy"), ("console:", "console"), ("file:///tmp/m", "filebased")]
)
def test_the_demo_needs_no_mail_server(url: str, backend: str, tmp_path: Path) -> None:
    done = shown(tmp_path, show=MAIL, SEALBRIDGE_DEMO="1", SEALBRIDGE_MAIL_URL=url)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"['{backend}'")


def test_no_other_account_of_the_machine_may_look_into_the_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    show = f"{SHOW.strip()}\nopen(s.HOME / 'database', 'w').close()"
    done = shown(home, show=show, SEALBRIDGE_DEMO="true")
    assert done.returncode == 0, done.stderr
    found = [home, home / "keys", home / "database"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in found] == [0o700, 0o700, 0o600]
