import type { Check } from "./check";
import { checkDatabase } from "./check-database";
import { checkNode } from "./check-node";
import { checkPackages } from "./check-packages";
import {
  checkConfiguration,
  checkLedger,
  checkMigrations,
  checkModels,
} from "./check-project";
import { checkTsconfig, checkTypeScript } from "./check-typescript";

/** Everything that `arx doctor` looks at, in this order. */
export const checks: readonly Check[] = [
  checkNode,
  checkPackages,
  checkTypeScript,
  checkTsconfig,
  checkConfiguration,
  checkModels,
  checkMigrations,
  checkDatabase,
  checkLedger,
];
