"""Reports: one view model per report, one small writer per format."""
