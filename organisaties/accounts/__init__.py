"""Accounts: signing in with a second step, invitations, where one is signed in, and the city's own sign-in.

django-allauth does the work; here is what Wegwijs asks of it. Nobody signs up by themselves.
"""
