"""What a poll costs: of feeds by the thousand, of one that has something new, over TLS; beside lemon24/reader."""
