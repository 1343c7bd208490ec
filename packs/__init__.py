"""What is watched: feeds, actors, places and rules, as data that editors keep."""
