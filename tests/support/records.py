"""Licence records that tests put on a shelf of their own."""

OURS = """
id       = "LicenseRef-Ours"
name     = "Our Licence"
made-for = ["weights"]
category = "proprietary"

[read]
on    = 2026-11-24
from  = "our own text"
whole = true

[known-as]
other = ["ours 1"]

[grants]
use  = { answer = true, clause = "1" }
host = { answer = false, clause = "2", because = "no service may be offered" }
"""


REPLACING = OURS.replace("LicenseRef-Ours", "MIT").replace("Our Licence", "MIT License").replace("ours 1", "our mit")
