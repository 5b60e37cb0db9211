"""What a headline does: it turns a story, somebody speaks, it counts anew; and which alike ones are of two events."""
