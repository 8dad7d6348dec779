"""Tests of the probes and the peer: real sockets on loopback, short runs."""
