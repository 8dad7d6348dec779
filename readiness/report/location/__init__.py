"""The report of one location: what a visit found, as a view and as a document."""
