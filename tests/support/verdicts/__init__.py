"""The effect of a change of the licence data, of a definition or of the code on verdicts, for whoever reviews it."""
