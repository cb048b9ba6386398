"""A pack as a zip: entries with their proofs, the checkpoint, documents, and how to check them.

Pure: what it is given decides every byte.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from marketplace.evidence.leaf import moment_text
from marketplace.evidence.notes import note_opened, verifier_key_parsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

_HANDOUT: Final = Path(__file__).parent / "handout"
_README: Final = ("README.ko.md", "README.en.md")
_VERIFIER: Final = "verify.py"
_KEY_ID_BYTES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedEntry:
    """One entry, as its party may read it."""

    uid: str
    kind: str
    index: int
    recorded_at: datetime
    subjects: Sequence[tuple[str, str]]
    leaf: str
    # none where a retention act removed the content
    body: str | None
    salt: bytes | None
    proof: str

    @property
    def name(self) -> str:
        """Return what the entry's files are called, without their endings."""
        return f"entries/{self.index:08}-{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """Everything that goes into a pack.

    Attributes:
        about: What the manifest says of the pack itself.
        made_at: The time that all files of the zip bear.
        note: The signed checkpoint that every proof is against.
        vkey: The log's public key, as verifiers take it.
        log_url: Where anybody reads the log.
        documents: Content by name.
        missing: Names of documents that could not be read.
        left_out: How many of the oldest readings and messages a pack had no room for.
    """

    about: Mapping[str, str]
    made_at: datetime
    note: str
    vkey: str
    log_url: str
    entries: Sequence[PackedEntry]
    documents: Mapping[str, bytes]
    missing: Sequence[str]
    left_out: int = 0


def pack_zipped(content: PackContent) -> bytes:
    """Return the zip.

    Raises:
        NoteError: The checkpoint is not signed by the key.
    """
    files = _files(content)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    files["SHA256SUMS"] = sums.encode()
    moment = content.made_at.timetuple()[:6]
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, moment), data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _files(content: PackContent) -> dict[str, bytes]:
    files = {name: _read_me(name, content) for name in _README}
    files[_VERIFIER] = (_HANDOUT / _VERIFIER).read_bytes()
    files["manifest.json"] = _manifest(content)
    files |= _log_files(content)
    for entry in content.entries:
        files[f"{entry.name}.leaf"] = entry.leaf.encode()
        files[f"{entry.name}.tlog-proof"] = entry.proof.encode()
        if entry.body is not None and entry.salt is not None:
            files[f"{entry.name}.salt"] = entry.salt
            files[f"{entry.name}.body.json"] = entry.body.encode()
    return files | {f"documents/{name}": data for name, data in content.documents.items()}


def _log_files(content: PackContent) -> dict[str, bytes]:
    key = verifier_key_parsed(content.vkey)
    text = note_opened(content.note, key)
    signature = content.note.rstrip("\n").rpartition(" ")[2]
    public = Ed25519PublicKey.from_public_bytes(key.public)
    return {
        "log/checkpoint": content.note.encode(),
        "log/checkpoint.text": text.encode(),
        "log/checkpoint.sig": base64.b64decode(signature)[_KEY_ID_BYTES:],
        "log/vkey.txt": f"{content.vkey}\n".encode(),
        "log/key.pem": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    }


def _manifest(content: PackContent) -> bytes:
    entries = [
        {
            "index": entry.index,
            "id": entry.uid,
            "kind": entry.kind,
            "recorded_at": moment_text(entry.recorded_at),
            "subjects": [{"type": type_, "id": ref} for type_, ref in entry.subjects],
            "file": entry.name,
            "content": entry.body is not None,
        }
        for entry in content.entries
    ]
    manifest = {
        **content.about,
        "made_at": moment_text(content.made_at),
        "log": content.log_url,
        "entries": entries,
        "documents": sorted(content.documents),
        "missing": sorted(content.missing),
        "entries_left_out": content.left_out,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"


def _read_me(name: str, content: PackContent) -> bytes:
    text = Template((_HANDOUT / name).read_text(encoding="utf-8"))
    size = content.note.split("\n", 2)[1]
    example = content.entries[0].name if content.entries else "entries/NAME"
    return text.substitute(
        match=content.about["match"],
        made_at=moment_text(content.made_at),
        count=len(content.entries),
        size=size,
        log_url=content.log_url,
        vkey=content.vkey,
        example=example,
    ).encode()
