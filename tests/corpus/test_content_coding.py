"""Compressed bodies, unpacked in pieces."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from corpus.content_coding import PIECE_BYTES, decoded

TEXT = bytes(range(256)) * 300 + b"the same words " * 20_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def chunks(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip by its old name": ("X-Gzip", gzip.compress),
    "gzip of two members": ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
    "gzip with a tail": ("gzip", lambda data: gzip.compress(data) + b"\0\0tail"),
    "deflate": ("deflate", zlib.compress),
    "deflate without a header": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "two at a time": ("br, gzip", lambda data: gzip.compress(brotli.compress(data))),
    "packed twice": ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    "nothing": ("", bytes),
    "no coding": ("identity, utf-8", bytes),
}


@pytest.mark.parametrize("size", [1, 7, 1000, 1_000_000])
@pytest.mark.parametrize("packer", PACKERS)
def test_what_was_packed_comes_out_however_it_is_cut(packer: str, size: int) -> None:
    coding, pack = PACKERS[packer]
    assert b"".join(decoded(chunks(pack(TEXT), size), coding)) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "br, gzip"])
def test_an_empty_body_may_claim_any_coding(coding: str) -> None:
    assert b"".join(decoded([], coding)) == b""
    assert b"".join(decoded([b"", b""], coding)) == b""


@pytest.mark.parametrize("packer", ["gzip", "deflate", "deflate without a header", "brotli", "two at a time"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.999])
def test_a_body_that_breaks_off_is_not_taken_for_whole(packer: str, kept: float) -> None:
    coding, pack = PACKERS[packer]
    packed = pack(TEXT)
    with pytest.raises(ValueError, match=r"breaks off"):
        b"".join(decoded([packed[: int(len(packed) * kept)]], coding))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_what_is_not_packed_as_claimed_is_damaged(coding: str) -> None:
    with pytest.raises(ValueError, match=r"damaged|breaks off"):
        b"".join(decoded([b"<html>plain text</html>"], coding))


def test_packing_many_times_over_is_refused() -> None:
    assert b"".join(decoded([gzip.compress(gzip.compress(gzip.compress(b"x")))], "gzip, gzip, gzip")) == b"x"
    with pytest.raises(ValueError, match="4 times"):
        decoded([], "gzip, gzip, br, deflate")


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(30_000_000))),
        ("deflate", zlib.compress(bytes(30_000_000))),
        ("br", brotli.compress(bytes(30_000_000))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(30_000_000)))),
        ("gzip, br", brotli.compress(gzip.compress(bytes(30_000_000)))),
    ],
)
def test_a_bomb_goes_off_in_small_pieces(coding: str, bomb: bytes) -> None:
    sizes = [len(piece) for piece in decoded([bomb], coding)]
    assert (sum(sizes), max(sizes) <= 2 * PIECE_BYTES) == (30_000_000, True)
