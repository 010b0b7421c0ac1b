// Loaded into the web server with --import: when `palimpsest start` is killed outright, its channel closes and the server goes too.
process.on('disconnect', () => process.exit(0));
