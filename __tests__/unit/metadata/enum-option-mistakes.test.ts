import { Column as TypedColumn } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const Column = untyped(TypedColumn);

test.each([
  ["length", 3],
  ["precision", 3],
  ["mode", "bigint"],
  ["dimensions", 3],
])("an enum takes no %s", (option, value) => {
  @Table()
  class Wrong {
    @PrimaryKey() declare id: number;
    @Column({ enum: ["a", "b"], [option]: value }) declare kind: string;
  }
  expect(mistakesOf(Wrong)).toContain(
    `Wrong.kind: is an enum, which is kept as text: text takes no ${option}.\n    Leave the option out.`,
  );
});
