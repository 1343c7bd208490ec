"""How people are told: composes, renders and mails alert digests."""
