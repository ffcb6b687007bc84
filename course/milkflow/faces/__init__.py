"""What a trainee sees and presses: thin widgets, and plain HTML cards. No rule and no wording lives here."""
