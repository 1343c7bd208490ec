"""How news gets in: the one door to the network, feeds, pages, clean text."""
