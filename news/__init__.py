"""The words of the house: frozen records, the error tree, rules for text and URLs. Standard library only."""
