"""A policy to begin with, as `openness check --init` writes it."""

STARTER = """\
# What `openness check` asks of every release here. Every line is optional; `openness explain` knows every word.
# https://toml.io says how to write it. Paths are seen from this file's folder.

[check]
# The least level that must certainly be reached: one of the spectrum, or of another definition. It is asked of models.
require = { spectrum = "weights-available" }
# require = { spectrum = "open-weights", "mof-1.0" = "class-3" }

# What the licence of the weights, or of a data set, must let everyone do; COMPONENT:TERM asks it of another part.
# require-terms = ["commercial-use", "host", "datasets:share"]

# What we must be allowed to do (`openness explain uses` has them all), and who we are, which decides limits.
# require-uses = ["sell-a-product"]
# caller = { users = 5000000, revenue = 1000000, in = "DE" }

# Nothing but these licences, categories or lists of them; COMPONENT: before one speaks of that part alone.
# allow = ["licence:Apache-2.0", "licence:MIT", "datasets:licence:CC-BY-4.0", "model-card:category:permissive"]

# None of these, in any part or base model.
# forbid = ["category:non-commercial", "licence:LicenseRef-Llama-*", "finding:licence-missing"]

# What an unknown answer does: "fail" or "warn". Silence is never yes.
unknown = "fail"

# The least serious level of finding that fails: "error", "warning", "note" or "never".
fail-on = "error"

# Files that are left out, as in a .gitignore, which is honoured anyway.
# exclude = ["third_party/"]

# Other rules for some paths; what they leave out is as above.
# [[check.path]]
# path = "research/"
# require = { spectrum = "hosted" }

# A violation that somebody answers for until a day. With sha256 (of the LICENSE) it lapses when that file changes.
# [[exception]]
# source = "models/legacy"
# rule = "spectrum"
# because = "replaced in March"
# until = 2027-03-01
# owner = "team-models"
"""
