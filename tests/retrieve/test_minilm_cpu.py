"""The class of a processor is read from what the system says of it."""

from pathlib import Path

import pytest

from proposalkit.retrieve.minilm.cpu import cpu_class


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("sse2 avx avx2 avx512f avx512bw avx512_vnni", "vnni"),
        ("sse2 avx avx2 avx_vnni", "vnni"),
        ("sse2 avx avx2 avx512f avx512bw", "avx512"),
        ("sse2 avx avx2 avx512f", "avx2"),
        ("sse2 avx avx2", "avx2"),
        ("sse2 avx", "other"),
        ("", "other"),
    ],
)
def test_the_widest_arithmetic_gives_the_class(tmp_path: Path, flags: str, expected: str) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text(f"processor\t: 0\nflags\t\t: fpu {flags}\n\nprocessor\t: 1\n")
    assert cpu_class(file, "x86_64") == expected


@pytest.mark.parametrize("machine", ["aarch64", "arm64"])
def test_an_arm_processor_is_neon(tmp_path: Path, machine: str) -> None:
    assert cpu_class(tmp_path / "absent", machine) == "neon"


def test_a_system_that_does_not_tell_gives_other(tmp_path: Path) -> None:
    assert cpu_class(tmp_path / "absent", "x86_64") == "other"
