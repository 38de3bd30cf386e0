"""The rules of training: what an edition asks for, and what a record shows.

Pure Python on the standard library. Nothing here asks a clock, a database or a
web request for facts: they are arguments.
"""
