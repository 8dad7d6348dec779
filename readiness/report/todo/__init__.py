"""The to-do list of a visit: what to do, who does it, and when it fits."""
