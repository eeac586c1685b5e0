"""Articles as news agencies send them: NITF, NewsML 1 and G2, ninjs."""
