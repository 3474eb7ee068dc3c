"""What a change of the licence data, of a definition or of the code does to verdicts, for whoever reviews it."""
