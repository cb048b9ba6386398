"""Chunks of any size come out as parts of the sizes asked for, and not a byte is lost."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.escrow.manifest import commitment_of, manifest_commitment, new_salt
from marketplace.escrow.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=20), max_size=12), st.integers(1, 30))
def test_parts_hold_what_the_chunks_held(chunks: Sequence[bytes], width: int) -> None:
    whole = b"".join(chunks)
    pieces = Pieces(iter(chunks))
    sizes = [min(width, len(whole) - start) for start in range(0, len(whole), width)]
    parts = [io.BufferedReader(pieces.part(size), 4).read() for size in sizes]
    assert parts == [whole[start : start + width] for start in range(0, len(whole), width)]


def test_a_part_ends_where_its_chunks_end() -> None:
    short = Pieces(iter([b"ab"])).part(5)
    assert short.read(9) == b"ab"
    assert short.read(9) == b""


def test_a_commitment_tells_nothing_without_its_salt() -> None:
    salt, sha256 = "00" * 32, "11" * 32
    # sha256sum over 32 bytes of 0x00 and 32 of 0x11
    known = "8878b15a7d6a3a4f464e8f9f42591dbc0cf4bedea0ec309003d2b2ee53655ef8"
    assert commitment_of(salt=salt, sha256=sha256) == known
    assert commitment_of(salt=salt, sha256=sha256) == manifest_commitment(
        salt=salt, manifest=bytes.fromhex(sha256)
    )
    assert commitment_of(salt=new_salt(), sha256=sha256) != commitment_of(
        salt=new_salt(), sha256=sha256
    )
