"""Those through whom money travels, each behind the same port."""
