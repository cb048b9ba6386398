"""The house's seal on a document: a PAdES signature that shows every change made after it.

The key file holds a P-256 key and its self-signed certificate in PEM, for its owner alone. A lost
key is replaced by a new one: documents carry the certificate they were sealed with, and what they
say is proved by the log.

Source: ETSI EN 319 142-1 (PAdES baseline), level B-B.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

if TYPE_CHECKING:
    from datetime import datetime

    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

FIELD: Final = "Seal"
_VALID_FOR: Final = timedelta(days=3650)
# a certificate made on a machine whose clock runs ahead is good on the others
_VALID_BEFORE: Final = timedelta(days=1)
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class SealKeyError(ImproperlyConfigured):
    """The seal key is missing, wrong or unsafe."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """The key that seals documents, and its certificate."""

    private: EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate

    def text(self) -> bytes:
        """Return both as the key file holds them."""
        private = self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return private + self.certificate.public_bytes(Encoding.PEM)


def seal_key_made(*, name: str, now: datetime) -> SealKey:
    """Return a new key with a certificate of its own for ten years.

    Args:
        name: Whose seal it is, for example `sealbridge.example`.
        now: The moment of making.
    """
    private = generate_private_key(SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, "Sealbridge document seal"),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _VALID_BEFORE)
        .not_valid_after(now + _VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False
        )
        .sign(private, SHA256())
    )
    return SealKey(private, certificate)


def seal_key_path() -> Path:
    """Return where the key file lies."""
    return Path(settings.SEAL_KEY_FILE)


def seal_key_load() -> SealKey:
    """Return the key in the key file.

    Raises:
        SealKeyError: The file is missing, readable by others, or holds no such key.
    """
    path = seal_key_path()
    try:
        mode, content = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError as error:
        message = f"The seal key {path} is missing. Make one with `manage.py keys init`."
        raise SealKeyError(message) from error
    except OSError as error:
        message = f"The seal key {path} cannot be read: {error.strerror}."
        raise SealKeyError(message) from error
    if mode & _OTHERS:
        message = f"The seal key {path} is open to other users: run chmod 600 on it."
        raise SealKeyError(message)
    return seal_key_parsed(content, path)


def seal_key_parsed(content: bytes, path: Path) -> SealKey:
    """Return the key in a key file.

    Raises:
        SealKeyError: It holds no P-256 key with its certificate.
    """
    try:
        private = load_pem_private_key(content, password=None)
        certificate = x509.load_pem_x509_certificate(content)
        if (
            isinstance(private, EllipticCurvePrivateKey)
            and isinstance(private.curve, SECP256R1)
            and certificate.public_key() == private.public_key()
        ):
            return SealKey(private, certificate)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass  # told below, without the library's words, which may quote the content
    message = f"{path} does not hold a seal key: a P-256 key and its certificate in PEM."
    raise SealKeyError(message)


def sealed(pdf: bytes, *, now: datetime, reason: str = "", name: str = "Sealbridge") -> bytes:
    """Return the document with the seal; it takes a third of a second, so outside transactions.

    `pdfsig -nocert FILE` tells that it is valid and that the whole document is signed.

    Args:
        pdf: A document without a seal.
        now: The moment of sealing.
        reason: Why, as PDF readers show it.
        name: Whose seal, as PDF readers show it.

    Raises:
        SealKeyError: The key is missing, wrong or unsafe.
    """
    key = seal_key_load()
    certificate = asn1_x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = _SealAt(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
            name=name,
        ),
        signer=SimpleSigner(
            signing_cert=certificate,
            signing_key=asn1_keys.PrivateKeyInfo.load(private),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        ),
    )
    signer.moment = now
    output = BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


class _SealAt(PdfSigner):
    """A signer that takes the moment from its caller instead of the machine."""

    moment: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, *arguments: Any, **options: Any
    ) -> PdfSigningSession:
        """Return the session with that moment."""
        session = super().init_signing_session(pdf_out, *arguments, **options)
        session.system_time = self.moment
        return session


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
