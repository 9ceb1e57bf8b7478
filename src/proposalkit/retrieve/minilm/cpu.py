"""Which kind of arithmetic this machine's processor has: it shapes the last digits of a vector."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Literal

CpuClass = Literal["vnni", "avx512", "avx2", "neon", "other"]

_CPUINFO = Path("/proc/cpuinfo")
_ARM = frozenset({"aarch64", "arm64"})
_VNNI = frozenset({"avx512_vnni", "avx_vnni"})


def cpu_class(cpuinfo: Path = _CPUINFO, machine: str | None = None) -> CpuClass:
    """Give the class of the processor; `other` where the system does not tell."""
    if (machine or platform.machine()).lower() in _ARM:
        return "neon"
    flags = _flags(cpuinfo)
    if flags & _VNNI:
        return "vnni"
    if {"avx512f", "avx512bw"} <= flags:
        return "avx512"
    return "avx2" if "avx2" in flags else "other"


def _flags(cpuinfo: Path) -> frozenset[str]:
    try:
        lines = cpuinfo.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((one.split() for one in lines if one.startswith("flags")), ()))
