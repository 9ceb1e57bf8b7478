"""The structural check of a PDF: PDF/A-3a, PDF/UA-1 and the attached proposal.json."""

from proposalkit.readers.structure.check import check_structure

__all__ = ["check_structure"]
