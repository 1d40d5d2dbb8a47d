"""The chain: what each record, finding and exhibit can support, what a route needs, and what is missing.

Software places by rules that can be read, persons by signed judgements; neither lets one rung's evidence count for
another, and nothing here states a legal conclusion.
"""
