// A program whose database cannot be reached: it must end by itself with the code that says so.
import { connect } from "../../../lib/database/current";

connect({ database: process.argv[2] ?? "" }).catch(() => {
  process.exitCode = 7;
});
