"""How news gets in.

the door      web: admission, addresses, wire, deadlines, answers, bodies; manners: hosts, robots, spacing
feeds         feeds: sniffing, jsonfeeds, items, documents; how a feed is: health; when it is due: rhythm
the past      archives: wordpress, listings, sitemaps, editions; the feeds of a site: discovery
pages         pages; articles, of what follows: charsets, structured, languages
their text    appended articles; layouts by a pack's selectors; blocks with marks; drafts with alignment;
              weighing: features, regions, likelihood, declarations; lines with joints; boilerplate
about them    metadata: heads, titles, bylines, identity; dating with openings; any spelling of a date: dates,
              months
their access  access of signs: behind, gates with prompts, paging, marked; walls in place of articles
parsing       workers, worker: processes of their own for strangers' documents; markup
"""
