"""Says a script: engines behind one Protocol, supervised workers, and the store of clips."""
