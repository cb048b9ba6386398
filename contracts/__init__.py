"""From the signed NDA to released money, and the proof of all of it."""
