"""What words mean, without a database.

`termen` makes stems of words, `betekenis` finds phrases that mean a need, a language, an area or a condition, and
`taalwoorden` has the languages by the name of a country.
"""
