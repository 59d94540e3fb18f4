"""Meeting: the window for everybody in the room, one case of an agenda after the other."""
