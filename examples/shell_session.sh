#!/bin/sh
# A session at the shell. Run it from the project's folder, with newsclean on the PATH.
set -eu
seed=seeds/000_a6d71239e393d79e.txt

# The clean article on standard output, from a file or from a pipe.
newsclean clean "$seed" | head -n 1
cat "$seed" | newsclean clean | wc -l

# The same as JSON: title, source, text, teasers and what was done.
newsclean clean "$seed" --to json | python3 -c 'import json, sys; print(json.load(sys.stdin)["source"])'

# Exactly these filters, in this order; two calls in a pipe do what one call with both does.
newsclean clean "$seed" --filters ui_debris,teaser_list | tail -n 1 | cut -c 1-11
newsclean clean "$seed" --filters ui_debris | newsclean clean --filters teaser_list | tail -n 1 | cut -c 1-11

# What went, by which rule, and why.
newsclean explain "$seed" | grep -c 'teaser_list\.'

# Keep the disclaimers: lawyers want them.
newsclean clean "$seed" --disable disclaimer | tail -n 1 | cut -c 1-11
