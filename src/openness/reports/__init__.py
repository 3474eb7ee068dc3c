"""One module, one report: a classification as text for somebody. Reports only say what a classification holds."""
