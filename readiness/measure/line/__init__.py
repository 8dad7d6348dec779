"""The internet line of a location, against a server outside or speedtest.net."""
