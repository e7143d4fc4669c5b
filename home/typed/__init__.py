"""What people type: days, times and phone numbers, in the ways of ten languages."""
