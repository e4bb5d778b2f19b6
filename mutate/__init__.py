"""Mutation testing of the code that decides: a change that no test notices is a missing test."""
