import type { CommandDefinition } from "../command";
import * as doctor from "./doctor";
import * as init from "./init";
import * as migrateCheck from "./migrate-check";
import * as migrateDown from "./migrate-down";
import * as migrateGenerate from "./migrate-generate";
import * as migrateStatus from "./migrate-status";
import * as migrateUp from "./migrate-up";
import * as models from "./models";
import * as seed from "./seed";

/** Every command; the first of those that share a word answers to that word alone. */
export const commands: readonly CommandDefinition[] = [
  init.command,
  migrateUp.command,
  migrateDown.command,
  migrateStatus.command,
  migrateGenerate.command,
  migrateCheck.command,
  seed.command,
  models.command,
  doctor.command,
];
