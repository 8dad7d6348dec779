"""The fact check in a report: room for remarks in a draft, what came of them in the final one."""
