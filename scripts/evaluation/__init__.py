"""One module for each kind of measurement: ``measure(folder, corpus, annotations)``."""
