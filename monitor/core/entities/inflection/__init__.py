"""How a name changes in a text: one policy per script, and the forms that grammar gives it."""
