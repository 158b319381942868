"""Finding things in a catalog, with no server: from a catalog and what was read of it to the files that a reader's
browser searches.

One module a step: `text` cuts texts into words, `vocabulary` knows the Thai ones, `synonyms` what counts as the same,
`records` says what there is to find, `postings` where each word stands, `facets` what results can be narrowed by, and
`index` writes it all down. The other half runs in the browser: `site_templates/assets/search`. It must not know how a
page looks.
"""
