"""The command line: one file a verb. Heavy parts are imported only when used."""
