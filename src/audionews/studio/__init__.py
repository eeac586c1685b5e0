"""The producer's desk: a web app for this machine only, that corrects an edition line by line.

It decides nothing about an edition itself.  What a producer corrects goes into the article's side
file, where the command line finds it too; all else is done by the functions that it calls as well.
"""
