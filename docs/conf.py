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

# The pages are written for GitHub: its anchors of headings, its languages of code.
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
myst_links_external_new_tab = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
python_use_unqualified_type_names = True
# Nothing is fetched, so other projects' names lead nowhere; ours must.
nitpick_ignore_regex = [(r"py:.*", r"(?!openness\b).*")]

html_theme = "furo"
html_title = "openness"
html_static_path = ["_static"]
html_css_files = ["openness.css", "site.css"]
html_copy_source = False
html_show_sphinx = False
