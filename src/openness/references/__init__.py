"""What code and settings use: the models, data sets and services that they name, what these are, and a lock.

Nothing of what is read is imported, run or fetched.
"""
