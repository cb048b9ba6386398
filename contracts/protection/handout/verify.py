"""Check an evidence pack: `python3 verify.py`, in the unpacked folder. Standard library only.

For each entry: salt and text hash to what the public leaf says, and the leaf stands in the tree
whose root the checkpoint names. The checkpoint's signature is checked with openssl, see README.

Source: RFC 6962 section 2.1 (tree and audit path), C2SP tlog-proof and tlog-checkpoint.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path


def main(folder: Path) -> int:
    """Check every entry; return how many are wrong."""
    checkpoint = (folder / "log" / "checkpoint").read_text(encoding="utf-8")
    lines = checkpoint.split("\n")
    size, root = int(lines[1]), base64.b64decode(lines[2])
    leaves = sorted((folder / "entries").glob("*.leaf"))
    wrong = 0
    for path in leaves:
        trouble = troubles(path, checkpoint, size, root)
        wrong += bool(trouble)
        sys.stdout.write(f"{'WRONG' if trouble else 'ok'} {path.stem} {trouble}".rstrip() + "\n")
    sys.stdout.write(f"{len(leaves) - wrong} of {len(leaves)} entries are proved\n")
    return wrong


def troubles(path: Path, checkpoint: str, size: int, root: bytes) -> str:
    """Return what is wrong with an entry, or nothing."""
    leaf = path.read_bytes()
    salt, body = path.with_suffix(".salt"), path.with_suffix(".body.json")
    if salt.exists():
        said = json.loads(leaf)["c"]
        if hashlib.sha256(salt.read_bytes() + body.read_bytes()).hexdigest() != said:
            return "its text is another"
    proof = path.with_suffix(".tlog-proof").read_text(encoding="utf-8")
    head, _, note = proof.partition("\n\n")
    if note != checkpoint:
        return "its proof is against another checkpoint"
    form, place, *hashes = head.split("\n")
    index = int(place.partition(" ")[2])
    if form != "c2sp.org/tlog-proof@v1" or not path.stem.startswith(f"{index:08}-"):
        return "its proof is of another entry"
    path_up = [base64.b64decode(line) for line in hashes]
    if root_of(leaf, index, size, path_up) != root:
        return "it does not stand in the log"
    return ""


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Return the root to which a leaf and its audit path lead."""
    node = hashlib.sha256(b"\x00" + leaf).digest()
    here, last = index, size - 1
    for sibling in path:
        if here % 2 or here == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        here, last = here // 2, last // 2
    return node if last == 0 and index < size else b""


if __name__ == "__main__":
    sys.exit(1 if main(Path(__file__).resolve().parent) else 0)
