import { buildHydrator } from "../../../lib/hydrate/build-hydrator";
import { generateHydrator } from "../../../lib/hydrate/generate-hydrator";
import { normalizedType } from "../../../lib/types/normalize";
import { textType } from "../../../lib/types/text";
import { modelDefinition } from "../../support/model-definition";

class Person {}

const trimmed = normalizedType(textType, {
  apply: (text: string) => text.trim(),
  toNull: false,
});

const definition = modelDefinition(Person, [
  ["name", textType],
  ["email", trimmed],
]);

const { columnList: columns } = definition;

describe.each([
  ["compiled", generateHydrator({ definition, columns })],
  ["looping", buildHydrator({ definition, columns })],
])("a %s hydrator of a column with normalize", (_, hydrate) => {
  it("keeps what the row holds, and brings what is assigned into its form", () => {
    const record = hydrate(["Ada", " old "], undefined) as {
      name: string;
      email: string;
    };
    expect(Object.entries(record)).toEqual([
      ["name", "Ada"],
      ["email", " old "],
    ]);
    record.email = " new ";
    expect(record.email).toBe("new");
    expect(hydrate(["Eve", null], undefined)).toEqual({
      name: "Eve",
      email: null,
    });
  });
});
