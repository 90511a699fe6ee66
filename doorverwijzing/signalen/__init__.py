"""Signals: reporting in two taps how a referral went, and dealing with what colleagues reported."""
