"""How Sphinx makes the documentation site: `make docs`, or `sphinx-build -W -n docs build/docs`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_site"))

import openness

project = "openness"
author = "The openness authors"
copyright = author
release = version = openness.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "site_pages"]
exclude_patterns = ["examples", "_site", "_static"]
nitpicky = True
default_role = "code"  # a docstring's backticks, as in Markdown

# The pages are written for GitHub: its anchors of headings, its languages of code.
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
myst_links_external_new_tab = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
python_use_unqualified_type_names = True
# Nothing is fetched, so other projects' names lead nowhere; ours must.
nitpick_ignore_regex = [(r"py:.*", r"(?!openness\b).*")]

html_theme = "furo"
html_title = "openness"
html_static_path = ["_static"]
html_css_files = ["openness.css", "site.css"]
html_js_files = ["tables.js", "try/try.js"]
html_copy_source = False
html_show_sphinx = False

# The colours and fonts are those of _static/openness.css, which reports share; furo is told where to take them.
_look = {
    "font-stack": "font",
    "font-stack--monospace": "font-code",
    "color-foreground-primary": "text",
    "color-foreground-secondary": "text-soft",
    "color-foreground-muted": "text-soft",
    "color-foreground-border": "line",
    "color-background-primary": "ground",
    "color-background-secondary": "ground-soft",
    "color-background-hover": "accent-soft",
    "color-background-border": "line",
    "color-brand-primary": "accent",
    "color-brand-content": "accent",
    "color-brand-visited": "accent",
    "color-inline-code-background": "ground-soft",
    "color-code-background": "ground-soft",
    "color-code-foreground": "text",
    "color-highlight-on-target": "accent-soft",
}
html_theme_options = {
    f"{mode}_css_variables": {name: f"var(--openness-{ours})" for name, ours in _look.items()}
    for mode in ("light", "dark")
}
