"""One file for each format the kit holds besides the PDF."""
