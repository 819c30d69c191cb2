"""Fifty people ask one server at once: how much of what one alone gets is still served, how fast the rest is refused.

    python benchmarks/many_users.py [--users 50] [--seconds 120] [--data DIR]

Starts `assistant serve --sample` in a process of its own on two cores, in a data directory of its own. A user who is
refused waits as long as `Retry-After` says, and asks again. Prints JSON: what one user alone got in a quarter of the
time first, then what all of them got.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

QUESTIONS = (
    "How many North Korean soldiers are in Russia?",
    "Who won the election in Moldova?",
    "What did the central bank decide about interest rates?",
    "Which company makes the new battery?",
    "When does the new railway line open?",
    "What do the articles say about the harbour on the moon?",
)


@dataclass(slots=True)
class Seen:
    """What came of the questions of some users."""

    statuses: Counter[str] = field(default_factory=Counter)
    served_s: list[float] = field(default_factory=list)
    refused_s: list[float] = field(default_factory=list)

    def figures(self, seconds: float) -> dict[str, Any]:
        """Counts, answers a second, and times in milliseconds."""
        errors = sum(count for status, count in self.statuses.items() if status not in ("200", "429"))
        return {
            "statuses": dict(self.statuses),
            "errors": errors,
            "served_per_s": round(len(self.served_s) / seconds, 2),
            "served_ms": _spread(self.served_s),
            "refused_ms": _spread(self.refused_s),
        }


async def crowd(address: str, users: int, seconds: float, questions: Sequence[str] = QUESTIONS) -> Seen:
    """So many users who ask one question after another for so long."""
    seen, until = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        await asyncio.gather(*(_user(client, seen, until, number, questions) for number in range(users)))
    return seen


async def _user(client: httpx.AsyncClient, seen: Seen, until: float, number: int, questions: Sequence[str]) -> None:
    while time.monotonic() < until:
        number += 1
        begun = time.monotonic()
        try:
            answered = await client.post("/v1/ask", json={"question": questions[number % len(questions)]})
        except httpx.HTTPError as error:
            seen.statuses[type(error).__name__] += 1
            continue
        took_s = time.monotonic() - begun
        seen.statuses[str(answered.status_code)] += 1
        (seen.served_s if answered.status_code == 200 else seen.refused_s).append(took_s)
        await asyncio.sleep(float(answered.headers.get("retry-after", 0)))


def _spread(times_s: list[float]) -> dict[str, float]:
    if len(times_s) < 2:
        return {}
    cuts = statistics.quantiles(times_s, n=100)
    return {"p50": round(cuts[49] * 1000, 1), "p95": round(cuts[94] * 1000, 1), "max": round(max(times_s) * 1000, 1)}


def resident_mb(pid: int) -> float:
    """How much memory a process holds (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


async def _watch(pid: int, held: list[float]) -> None:
    while True:
        held.append(resident_mb(pid))
        await asyncio.sleep(2)


async def measure(address: str, pid: int, users: int, seconds: float) -> dict[str, Any]:
    """One user alone, then all of them; with what the server's memory did meanwhile."""
    await crowd(address, 1, 3)  # warms up
    alone_seconds = max(seconds / 4, 2)
    alone = (await crowd(address, 1, alone_seconds)).figures(alone_seconds)
    held: list[float] = []
    watching = asyncio.create_task(_watch(pid, held))
    together = (await crowd(address, users, seconds)).figures(seconds)
    watching.cancel()
    quarter = max(len(held) // 4, 1)
    return {
        "alone": alone,
        "together": together,
        "throughput_share": round(together["served_per_s"] / alone["served_per_s"], 2),
        "p95_times_p95_alone": round(together["served_ms"]["p95"] / alone["served_ms"]["p95"], 1),
        "memory_mb": {
            "first_quarter": round(statistics.mean(held[:quarter]), 1),
            "last_quarter": round(statistics.mean(held[-quarter:]), 1),
            "most": max(held),
        },
    }


def main() -> None:
    """Start the server, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--data", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data, port = chosen.data or Path(scratch) / "library", _free_port()
        program = str(Path(sys.executable).parent / "assistant")
        command = [program, "serve", "--sample", "--data", str(data), "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "ASSISTANT_POLL": "false"})
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address, server)
            print(json.dumps(asyncio.run(measure(address, server.pid, chosen.users, chosen.seconds)), indent=2))
        finally:
            server.terminate()
            server.wait(30)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise SystemExit("The server did not come up.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    main()
