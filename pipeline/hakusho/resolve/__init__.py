"""What needs the whole document: antecedents, carried-over actors, meetings, names and aliases."""
