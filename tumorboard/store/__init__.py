"""The file: cases, every change of them, and the ways to find one."""
