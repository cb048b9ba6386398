"""Where each deal stands: what has to be done next, by whom, where and until when."""
