"""What each system tells of the Wi-Fi link, and what of it can be true."""
