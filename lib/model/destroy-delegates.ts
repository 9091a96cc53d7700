import { databaseToWrite } from "../database/current";
import type { PolymorphicDefinition } from "../metadata/definition";
import { destroy, destroyForGood } from "../persistence/destroy";
import { loadRelated } from "../query/loading/lazy-load";
import { stateOf } from "../record/record-state";

/**
 * Destroys a record and what it delegates to, in one transaction. A record that
 * is deleted softly keeps what it delegates to, so that it can come back whole.
 * @param forGood whether the rows go even where the model has `@SoftDelete`
 */
export async function destroyWithDelegates(
  record: object,
  forGood: boolean,
): Promise<void> {
  const { definition } = stateOf(record);
  const run = forGood ? destroyForGood : destroy;
  const delegated = findDelegated(record, forGood);
  if (delegated.length === 0) {
    await run(record);
    return;
  }
  await databaseToWrite(definition).transaction(async () => {
    const delegates: unknown[] = [];
    for (const relation of delegated)
      delegates.push(await loadRelated(record, relation));
    await run(record);
    for (const delegate of delegates) {
      if (typeof delegate === "object" && delegate !== null)
        await run(delegate);
    }
  });
}

function findDelegated(
  record: object,
  forGood: boolean,
): readonly PolymorphicDefinition[] {
  const { definition, status } = stateOf(record);
  const keepsRow = definition.softDelete !== undefined && !forGood;
  if (keepsRow || status !== "persisted") return [];
  return Object.values(definition.relations)
    .filter((relation) => relation.kind === "polymorphic")
    .filter(({ isDelegated }) => isDelegated);
}
