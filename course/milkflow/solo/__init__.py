"""Somebody who learns without an instructor: quizzes are practice, and tests are marked on her own computer."""
