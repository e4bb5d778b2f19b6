"""Values -> text, one file a format. Renderers never judge."""
