"""Which number counts what: the killed of "21 killed and 30 wounded" are 21."""
