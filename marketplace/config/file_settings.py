"""Where ciphertext lies, when it is not in a local folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import environ


def s3_settings(env: environ.Env) -> dict[str, Any]:
    """Return the options of django-storages' S3Storage, or nothing where no bucket is named.

    Args:
        env: The environment.
    """
    bucket: str = env.str("SEALBRIDGE_FILES_S3_BUCKET", default="")
    if not bucket:
        return {}
    optional = {
        "endpoint_url": env.str("SEALBRIDGE_FILES_S3_ENDPOINT", default=""),
        "region_name": env.str("SEALBRIDGE_FILES_S3_REGION", default=""),
        "access_key": env.str("SEALBRIDGE_FILES_S3_ACCESS_KEY", default=""),
        "secret_key": env.str("SEALBRIDGE_FILES_S3_SECRET_KEY", default=""),
        "location": env.str("SEALBRIDGE_FILES_S3_PREFIX", default=""),
    }
    return {
        "bucket_name": bucket,
        # names are never used twice, and nothing is ever served from the bucket itself
        "file_overwrite": True,
        "default_acl": None,
        "querystring_auth": True,
        **{name: value for name, value in optional.items() if value},
    }
