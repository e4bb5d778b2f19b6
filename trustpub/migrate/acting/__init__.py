"""Proposing, removing and confirming, with a journal."""
