"""A static site of releases: pages that need no network, no build step and, but for search and comparing, no scripts.

Every word about a release comes from its classification's JSON, so no page can disagree with another report.
"""
