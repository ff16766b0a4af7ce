"""Other engines than the one of this machine."""
