// What Node itself takes.
process.exit(0);
