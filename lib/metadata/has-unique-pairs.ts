import { memoize } from "../util/memoize";
import { aliveCondition } from "./build/build-alive-indexes";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  ModelDefinition,
} from "./definition";

/** Whether no two records of the join model connect the same two records, by what the database keeps. */
export const hasUniquePairs = memoize(
  ({ through, near, far }: ManyToManyDefinition) => {
    const pair = new Set<ColumnDefinition | undefined>([
      ...near.columns,
      ...far.columns,
    ]);
    return uniqueLists(through).some((columns) =>
      columns.every((column) => pair.has(column)),
    );
  },
);

function uniqueLists(
  through: ModelDefinition,
): readonly (readonly (ColumnDefinition | undefined)[])[] {
  return [
    through.primaryKey,
    ...through.uniques.map(({ columns }) => columns),
    ...through.indexes
      .filter(({ unique, where }) => unique && isOfAll(where, through))
      .map(({ keys }) => keys.map(({ column }) => column)),
  ];
}

/** Links that are deleted lead nowhere, so that those alive are all there are. */
function isOfAll(where: string | undefined, through: ModelDefinition): boolean {
  return where === undefined || where === aliveCondition(through);
}
