import fc from "fast-check";
import { buildHydrator } from "../../lib/hydrate/build-hydrator";
import { generateHydrator } from "../../lib/hydrate/generate-hydrator";
import {
  buildRowDecoder,
  generateRowDecoder,
} from "../../lib/hydrate/row-decoder";
import { booleanType } from "../../lib/types/boolean";
import { integerColumnType } from "../../lib/types/integer";
import { jsonbType } from "../../lib/types/json";
import { textType } from "../../lib/types/text";
import { timestamptzType } from "../../lib/types/timestamp";
import { modelDefinition } from "../support/model-definition";

class Model {}

const cell = fc.oneof(
  fc.constant([textType, null] as const),
  fc.string().map((text) => [textType, text] as const),
  fc.integer().map((value) => [integerColumnType, String(value)] as const),
  fc.boolean().map((value) => [booleanType, value ? "t" : "f"] as const),
  fc.json().map((text) => [jsonbType, text] as const),
  fc.constant([timestamptzType, "2024-01-01 05:30:00.5+05:30"] as const),
);

const cells = fc.uniqueArray(
  fc.tuple(
    fc.oneof(fc.string(), fc.constantFrom("__proto__", "toString")),
    cell,
  ),
  {
    selector: ([property]) => property,
  },
);

test("compiled code and closures give the same records and rows", () => {
  fc.assert(
    fc.property(cells, (entries) => {
      const definition = modelDefinition(
        Model,
        entries.map(([property, [type]]) => [property, type] as const),
      );
      const row = entries.map(([, [, text]]) => text);
      const selection = { definition, columns: definition.columnList };
      const generated = generateHydrator(selection)(row, undefined);
      const built = buildHydrator(selection)(row, undefined);
      expect(Object.getOwnPropertyDescriptors(generated)).toEqual(
        Object.getOwnPropertyDescriptors(built),
      );
      expect(Object.keys(generated)).toEqual(Object.keys(built));
      const outputs = definition.columnList.map(
        ({ property: name, type, at }) => ({ name, type, at }),
      );
      const plain = generateRowDecoder(outputs)(row);
      expect(Object.entries(plain)).toEqual(
        Object.entries(buildRowDecoder(outputs)(row)),
      );
      expect(Object.entries(plain)).toEqual(Object.entries(generated));
    }),
  );
});
