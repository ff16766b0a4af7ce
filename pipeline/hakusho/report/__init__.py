"""An extraction to be looked at before it is read: the life of each instrument, and one page of charts."""
