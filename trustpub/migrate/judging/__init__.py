"""Where a project stands, what may be removed, what comes next. Pure."""
