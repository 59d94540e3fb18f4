"""TumorBoard: the case file of a tumour board, offline, on one workstation."""

__version__ = "0.1.0"
