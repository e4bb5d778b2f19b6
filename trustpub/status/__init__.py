"""How far every publisher has come, asked of the indexes as seldom as possible."""
