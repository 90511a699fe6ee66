"""How to get somebody there: referral guide, routes, slips, and what colleagues report back."""
