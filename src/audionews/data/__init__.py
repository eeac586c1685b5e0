"""Tables that are data rather than code, each with its source and licence beside it."""
