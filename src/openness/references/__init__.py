"""The models, data sets and services that code and settings use: where they are named, their terms, and a lock.

Nothing of what is read is imported, run or fetched.
"""
