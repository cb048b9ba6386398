"""Documents as pictures of their pages: rendered isolated, marked for whoever looks at them."""
