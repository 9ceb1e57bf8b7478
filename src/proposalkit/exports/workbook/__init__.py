"""The price as a workbook: what each sheet holds, its formulas, and the file."""
