"""How news gets in.

the door      web: admission, addresses, wire, deadlines, answers, bodies; manners: hosts, robots, spacing
feeds         feeds: sniffing, jsonfeeds, items, documents; how a feed is: health; when it is due: rhythm
the past      archives: wordpress, listings, sitemaps, editions; the feeds of a site: discovery
pages         pages; articles: charsets, metadata, structured, surroundings, boilerplate, languages; how
              much was served: access, behind, marked, walls
parsing       workers, worker: processes of their own for strangers' documents; markup
"""
