import { databaseToWrite } from "../database/current";
import type { ModelDefinition } from "../metadata/definition";
import { noHooks } from "../metadata/hook";
import type { HookEvent, WriteKind } from "../metadata/hook";
import { runHooks } from "../metadata/run-hooks";
import { markWritten } from "./take-turn";
import { watchOutcome } from "./watch-outcome";

/** The parts of a save that hooks stand around. */
export interface SaveSteps {
  /** Checks the rules of the record; undefined where they are not to be checked. */
  readonly check: (() => Promise<void> | undefined) | undefined;
  readonly write: () => Promise<void>;
}

/**
 * Saves a record with its hooks, in the order of Rails. From the first hook
 * that may write on, everything is one transaction.
 */
export async function saveWithHooks(
  record: object,
  definition: ModelDefinition,
  kind: "create" | "update",
  { check, write }: SaveSteps,
): Promise<void> {
  const run = (event: HookEvent): Promise<void> =>
    runHooks(record, definition, event, kind);
  if (check !== undefined) {
    await run("beforeValidation");
    await check();
    await run("afterValidation");
  }
  await watched(record, definition, kind, async () => {
    await run("beforeSave");
    await run(kind === "create" ? "beforeCreate" : "beforeUpdate");
    await write();
    markWritten(record);
    await run(kind === "create" ? "afterCreate" : "afterUpdate");
    await run("afterSave");
  });
}

/** Destroys a record with its hooks, in one transaction. */
export async function destroyWithHooks(
  record: object,
  definition: ModelDefinition,
  write: () => Promise<void>,
): Promise<void> {
  const run = (event: HookEvent): Promise<void> =>
    runHooks(record, definition, event, "destroy");
  await watched(record, definition, "destroy", async () => {
    await run("beforeDestroy");
    await write();
    markWritten(record);
    await run("afterDestroy");
  });
}

/** Whether writing a record of a model calls anything. */
export function hasWriteHooks({ hooks }: ModelDefinition): boolean {
  return hooks !== noHooks && Object.keys(hooks).some(isOfWrites);
}

function isOfWrites(event: string): boolean {
  return event !== "afterFind" && event !== "afterInitialize";
}

const around: readonly HookEvent[] = [
  "beforeSave",
  "afterSave",
  "beforeCreate",
  "afterCreate",
  "beforeUpdate",
  "afterUpdate",
  "beforeDestroy",
  "afterDestroy",
];

/** Hooks around the statement share its fate; where there are none, the statement alone needs no transaction. */
async function watched(
  record: object,
  definition: ModelDefinition,
  kind: WriteKind,
  write: () => Promise<void>,
): Promise<void> {
  const database = databaseToWrite(definition);
  const writeAndWatch = async (): Promise<void> => {
    try {
      await watchOutcome(database, record, definition, kind, write);
    } finally {
      // After a failure as well: hooks of the rollback may try anew.
      markWritten(record);
    }
  };
  const isTogether = around.some((event) => event in definition.hooks);
  await (isTogether ? database.transaction(writeAndWatch) : writeAndWatch());
}
