"""Compressed bodies unpacked in small pieces, so that whoever counts them can stop before a bomb goes off.

Knows nothing of HTTP or of limits. One wire chunk of 64 KB can unpack to 64 MB of gzip or many gigabytes of Brotli, and
httpx's decoders give that in one piece; here no step gives much more than PIECE_BYTES.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

import brotli

PIECE_BYTES = 16 * 1024
"""What a decoder is asked for at a time; Brotli gives up to twice that. It is small against every limit."""

ACCEPTED = "gzip, deflate, br"
"""The Accept-Encoding header for what is unpacked here."""

MOST_LAYERS = 3
"""Bodies packed twice exist; more is an attack on the processor."""

_GZIP = zlib.MAX_WBITS | 16
_ZLIB_HEADER_BYTES = 2
_DAMAGED = "its compressed data is damaged"
_CODINGS = ("gzip", "x-gzip", "deflate", "br")


def decoded(chunks: Iterable[bytes], content_encoding: str) -> Iterator[bytes]:
    """The body in pieces; `content_encoding` is the header, "" where there is none.

    Names that are no coding, "utf-8" and the like, are passed over, as browsers do: what is left packed is told by its
    bytes. Raises ValueError, with the reason, where the data is damaged, breaks off, or is packed too often.
    """
    layers = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in layers if name in _CODINGS]
    if len(layers) > MOST_LAYERS:
        raise ValueError(f"it is packed {len(layers)} times over")
    pieces = iter(chunks)
    for name in reversed(layers):
        pieces = _unpacked(pieces, name)
    return pieces


def _unpacked(chunks: Iterator[bytes], coding: str) -> Iterator[bytes]:
    if coding == "br":
        return _unbrotlied(chunks)
    return _inflated(chunks) if coding == "deflate" else _gunzipped(chunks)


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """All members of a gzip stream (RFC 1952 section 2.2); what follows them and is none is passed over."""
    member = zlib.decompressobj(_GZIP)
    begun = False
    for chunk in chunks:
        data = chunk
        while data:
            if member.eof and not data.startswith(b"\x1f"):
                return
            member = zlib.decompressobj(_GZIP) if member.eof else member
            begun = True
            yield from _inflate(member, data)
            data = member.unused_data
    _check_end(begun, member.eof)


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Deflate, with zlib's header as RFC 9110 section 8.4.1.2 has it, or without, as some servers send it."""
    head = b""
    while len(head) < _ZLIB_HEADER_BYTES and (chunk := next(chunks, None)) is not None:
        head += chunk
    stream = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(head) else -zlib.MAX_WBITS)
    for data in chain([head], chunks):
        if not stream.eof:
            yield from _inflate(stream, data)
    _check_end(bool(head), stream.eof)


def _has_zlib_header(head: bytes) -> bool:
    """RFC 1950 section 2.2: the method is 8, and the first two bytes are a multiple of 31."""
    return len(head) >= _ZLIB_HEADER_BYTES and head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0


def _inflate(stream: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    while True:
        try:
            piece = stream.decompress(data, PIECE_BYTES)
        except zlib.error as error:
            raise ValueError(_DAMAGED) from error
        data = stream.unconsumed_tail
        if piece:
            yield piece
        if stream.eof or (not data and len(piece) < PIECE_BYTES):
            return


def _unbrotlied(chunks: Iterator[bytes]) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    begun = False
    for chunk in chunks:
        data = b"" if stream.is_finished() else chunk
        begun = begun or bool(data)
        while data or not stream.is_finished():
            try:
                piece = stream.process(data, output_buffer_limit=PIECE_BYTES)
            except brotli.error as error:
                raise ValueError(_DAMAGED) from error
            # That it takes more data does not mean that it has given all: only an empty piece does (brotli 1.2.1).
            if not piece and stream.can_accept_more_data():
                break
            yield piece
            data = b""
    _check_end(begun, stream.is_finished())


def _check_end(begun: bool, ended: bool) -> None:
    """An empty body may claim any coding; one that has begun has to end."""
    if begun and not ended:
        raise ValueError("its compressed data breaks off")
