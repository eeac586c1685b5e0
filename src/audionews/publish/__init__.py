"""One edition in every form that people use it in.

``outputs`` makes them all; it is imported late, as its libraries take a tenth of a second to load.
"""
