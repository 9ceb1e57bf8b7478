"""The columns a search filters by, as numbers: no unit is parsed to be left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from proposalkit.errors import Unavailable
from proposalkit.model.search import SearchFilter, SearchUnit

_CODES, _VALUES = "columns.npy", "columns.json"
_COLUMNS: Mapping[str, Callable[[SearchUnit], tuple[str, ...]]] = {
    "kind": lambda unit: (unit.kind,),
    "family": lambda unit: (unit.family or "",),
    "audience": lambda unit: (unit.audience,),
    "regions": lambda unit: unit.regions,
    "sectors": lambda unit: unit.sectors,
    "stages": lambda unit: unit.stages,
    "review_by": lambda unit: (unit.review_by.isoformat() if unit.review_by else "",),
}
"""What each unit has in a column: one value or several."""

Values = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class UnitTable:
    """For each unit the code of its values in each column, and its place in the order of ids."""

    codes: NDArray[np.int32]
    """One row for each column, then one with the place in the order of ids."""
    values: Mapping[str, tuple[Values, ...]]
    """For each column the values its codes stand for."""

    @classmethod
    def of(cls, units: Iterable[SearchUnit]) -> UnitTable:
        """Make the table of units; row n is unit n."""
        ids: list[str] = []
        numbered: dict[str, dict[Values, int]] = {name: {} for name in _COLUMNS}
        rows: dict[str, list[int]] = {name: [] for name in _COLUMNS}
        for unit in units:
            ids.append(unit.id)
            for name, value_of in _COLUMNS.items():
                known, value = numbered[name], value_of(unit)
                rows[name].append(known.setdefault(value, len(known)))
        place = np.zeros(len(ids), dtype=np.int32)
        place[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        codes = np.array([*rows.values(), place.tolist()], dtype=np.int32)
        return cls(codes, {name: tuple(known) for name, known in numbered.items()})

    @property
    def order(self) -> NDArray[np.int32]:
        """Give the place of each unit in the order of ids, which breaks ties."""
        return np.asarray(self.codes[-1])

    def rows(self, where: SearchFilter) -> NDArray[np.int64]:
        """Give the rows of the units a filter lets through, in their order."""
        passing = np.ones(self.codes.shape[1], dtype=bool)
        for name, wanted in _tests(where).items():
            at = list(_COLUMNS).index(name)
            good = np.array([wanted(value) for value in self.values[name]], dtype=bool)
            if not good.all():
                passing &= good[self.codes[at]]
        return np.flatnonzero(passing)

    def save(self, folder: Path) -> None:
        """Write the table into a folder that is there."""
        np.save(folder / _CODES, self.codes, allow_pickle=False)
        (folder / _VALUES).write_text(json.dumps(self.values), encoding="utf-8")


def load_unit_table(folder: Path) -> UnitTable:
    """Open a table by memory map; raises Unavailable when it is damaged."""
    try:
        codes = np.asarray(np.load(folder / _CODES, mmap_mode="r", allow_pickle=False))
        kept = json.loads((folder / _VALUES).read_bytes())
        values = {name: tuple(map(tuple, kept[name])) for name in _COLUMNS}
        if codes.shape[0] != len(_COLUMNS) + 1:
            raise ValueError("columns are missing")
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise Unavailable(
            f'The index "{folder}" cannot be read: its columns are damaged.',
            "Run proposalkit index: it is built again from the knowledge.",
        ) from error
    return UnitTable(codes, values)


class StoredUnits(Sequence[SearchUnit]):
    """Units of a file of JSON lines, each parsed when it is first asked for."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises OSError when it cannot be."""
        self._data = path.read_bytes()
        self._ends = np.flatnonzero(np.frombuffer(self._data, dtype=np.uint8) == ord("\n"))
        self._parsed: dict[int, SearchUnit] = {}

    def __len__(self) -> int:
        """Give the number of units."""
        return len(self._ends)

    @overload
    def __getitem__(self, row: int) -> SearchUnit: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[SearchUnit, ...]: ...
    def __getitem__(self, row: int | slice) -> SearchUnit | tuple[SearchUnit, ...]:
        """Give one unit, or those of a slice; raises Unavailable when a line is damaged."""
        if isinstance(row, slice):
            return tuple(self[one] for one in range(*row.indices(len(self))))
        if row not in self._parsed:
            at = range(len(self))[row]
            start = int(self._ends[at - 1]) + 1 if at else 0
            self._parsed[row] = _parse(self._data[start : int(self._ends[at])], at)
        return self._parsed[row]


def _parse(line: bytes, row: int) -> SearchUnit:
    try:
        return SearchUnit.model_validate_json(line)
    except ValueError as error:
        raise Unavailable(
            f"Line {row + 1} of the units of the index is damaged.",
            "Run proposalkit index: it is built again from the knowledge.",
        ) from error


def _tests(where: SearchFilter) -> dict[str, Callable[[Values], bool]]:
    """Give a test for the values of each column the filter speaks of."""
    tests: dict[str, Callable[[Values], bool]] = {}
    if where.kinds:
        tests["kind"] = _one_of(where.kinds)
    if where.family is not None:
        tests["family"] = _one_of((where.family,))
    if where.audience is not None:
        tests["audience"] = _one_of((where.audience,))
    if where.region is not None:
        tests["regions"] = _holds_for((where.region, *where.within))
    if where.sector is not None:
        tests["sectors"] = _holds_for((where.sector,))
    if where.stage is not None:
        tests["stages"] = _holds_for((where.stage,))
    if where.fresh_on is not None:
        tests["review_by"] = _reviewed(where.fresh_on)
    return tests


def _one_of(wanted: Iterable[str]) -> Callable[[Values], bool]:
    folded = frozenset(map(_fold, wanted))
    return lambda values: any(_fold(one) in folded for one in values)


def _holds_for(wanted: Iterable[str]) -> Callable[[Values], bool]:
    """Let through what names one of the wanted, and what names none as it holds everywhere."""
    among = _one_of(wanted)
    return lambda values: not values or among(values)


def _reviewed(day: date) -> Callable[[Values], bool]:
    last = day.isoformat()
    return lambda values: values[0] == "" or values[0] >= last


def _fold(code: str) -> str:
    return code.casefold().replace("-", "_").replace(" ", "_")
