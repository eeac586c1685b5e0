"""The engines that come with audionews; others register under ``audionews.engines``."""
