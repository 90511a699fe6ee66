"""What words mean: reading a typed question, without a database.

`termen` makes stems of words, `betekenis` finds phrases that mean a need, a language, an area or a condition,
`taalwoorden` has the languages by the name of a country, and `lezen` makes a question of what was typed.
"""
