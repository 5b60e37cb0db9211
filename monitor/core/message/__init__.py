"""An alert as words: what happened, why it fired, how sure, what is new."""
