"""The report of a plan: a board's summary first, then what it follows from.

`Told` is the plan with its words; each module makes one section of it, `document` the whole.
"""
