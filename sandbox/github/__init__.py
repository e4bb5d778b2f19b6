"""A GitHub that behaves like the real one, as far as this project can see it.

What GitHub does where nobody wrote it down is a choice here, made for the stricter reading:

- PUT environment: a missing key clears its rule, `can_admins_bypass` goes back to true.
- Policies of an environment are gone once it stops having custom branch policies.
- A team needs a grant of its own (or of a parent) to review, also on public repositories.
- PUT ruleset keeps what the body leaves out.
- Protection rules that a plan lacks are refused with the sentence known for required reviewers,
  with the rule's name put in.
- Variables are stored in upper case, like secrets.
- A 304 costs nothing of the primary limit and one point of the secondary one.
"""
