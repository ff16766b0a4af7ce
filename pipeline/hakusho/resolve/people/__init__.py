"""People with the document's memory."""
