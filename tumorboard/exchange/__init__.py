"""Exchange: other people's formats, and our own case document."""
