import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Table } from "../../../lib/decorators/table";
import { ModelRegistry, definitionOf } from "../../../lib/metadata/registry";
import { untyped } from "../../support/untyped";

// As JavaScript without decorators does it, which goes on with the class it wrote and not with what Table gives.
class Owner {}
class Pet {}
untyped(Relate)(() => Owner)(Pet.prototype, "owner");
untyped(PrimaryKey)()(Pet.prototype, "id");
Table()(Pet);
untyped(PrimaryKey)()(Owner.prototype, "id");
untyped(Column)({ type: "text" })(Owner.prototype, "name");
Table()(Owner);

test("a class and what @Table makes of it are one model, whichever of them a relation names", () => {
  const definitions = new ModelRegistry().definitions();
  expect(definitions.map(({ name }) => name)).toEqual(["Owner", "Pet"]);
  expect(definitionOf(Owner)).toBe(definitions[0]);
  expect(new ModelRegistry([Pet, Owner]).definitions()).toEqual(definitions);
});
