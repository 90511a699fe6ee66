"""Everything behind /werk/ for people who keep something: work list, hand-over, reminders."""
