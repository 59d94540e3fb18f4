"""Domain: what a tumour board knows, as records declared once."""
