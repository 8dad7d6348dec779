"""What `--json` prints, command by command; `readiness schema NAME` describes it."""
