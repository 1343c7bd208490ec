"""When and how a run happens: Prefect flows, the steps of a run, settings, the command line."""
