"""The chapters of the location report, each made of blocks; one file a chapter."""
