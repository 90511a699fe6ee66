"""The public part in the words of Open Referral's Human Services Data Specification 3.1.

`vertaling` makes nested documents of rows; `tabellen` takes those apart into the files of a tabular data package, so
that both say the same. Identifiers are UUIDs made from the kenmerk: the same offer keeps the same one everywhere.
"""
