import { Column } from "../../../lib/decorators/column";
import { HasMany } from "../../../lib/decorators/has-many";
import { ManyToMany as TypedManyToMany } from "../../../lib/decorators/many-to-many";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Table } from "../../../lib/decorators/table";
import {
  Ancestors as TypedAncestors,
  Descendants as TypedDescendants,
} from "../../../lib/decorators/trees";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

// The compiler refuses most of what follows; programs without types must hear of it as well.
const ManyToMany = untyped(TypedManyToMany);
const Ancestors = untyped(TypedAncestors);
const Descendants = untyped(TypedDescendants);

test("a tree that no relation of a model to itself leads through is told", () => {
  @Table()
  class Forest {
    @PrimaryKey() declare id: number;
  }
  @Table()
  class Tree {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
    @Relate(() => Tree) declare parent: Relate<Tree | null>;
    @Relate(() => Forest) declare forest: Relate<Forest | null>;
    @HasMany(() => Tree, (tree) => tree.parent) declare children: HasMany<Tree>;
    @Ancestors(() => Tree, (tree: Tree) => tree.name) declare byName: unknown;
    @Ancestors(() => Tree, "above") declare byNothing: unknown;
    @Ancestors(() => Tree, () => 1) declare byNumber: unknown;
    @Descendants(() => Tree, "children") declare byChildren: unknown;
    @Descendants(() => Tree, "forest") declare byForest: unknown;
    @Descendants(() => Forest, "trees") declare ofForest: unknown;
    @Descendants(() => Tree, "parent", { maxDepth: 3 })
    declare bounded: unknown;
    @Descendants(() => Tree, "parent", { strictLoading: "yes" })
    declare strict: unknown;
  }
  @Table()
  class Leaf {
    @PrimaryKey() declare id: number;
    @Ancestors(() => Tree, "parent") declare above: unknown;
  }
  expect(mistakesOf(Tree, Forest, Leaf)).toBe(`The models have 9 mistakes:
  Tree.bounded: has no option "maxDepth".
    The options are strictLoading.
  Tree.strict: has the option strictLoading, which takes true, false or "nPlusOneOnly", not string.
    Write strictLoading: true, or leave it out.
  Tree.byName: is a tree by Tree.name, which is no @Relate.
    Write @Ancestors(() => Tree, t => t.parent) in class Tree.
  Tree.byNothing: is a tree by Tree.above, which does not exist.
    Write @Ancestors(() => Tree, t => t.parent) in class Tree.
  Tree.byNumber: its second argument names no property of Tree.
    Write @Ancestors(() => Tree, t => t.parent) in class Tree.
  Tree.byChildren: is a tree by Tree.children, which is no @Relate.
    Write @Descendants(() => Tree, t => t.parent) in class Tree.
  Tree.byForest: is a tree by Tree.forest, which leads to Forest, not from a model to itself.
    Write @Descendants(() => Tree, t => t.parent) in class Tree.
  Tree.ofForest: is a tree by Forest.trees, which does not exist.
    Write @Relate(() => Forest) declare parent: Relate<Forest | null>; in class Forest, and @Descendants(() => Forest, t => t.parent) there.
  Leaf.above: is a tree of Tree, of which Leaf is none.
    Write @Ancestors(() => Tree, t => t.parent) in class Tree.`);
});

test("a model that has a member of the name that is to be told is named", () => {
  @Table()
  class Node {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer" }) declare depth: number;
    @Relate(() => Node) declare parent: Relate<Node | null>;
    @Ancestors(() => Node, "parent") declare ancestors: unknown;
  }
  @Table()
  class Person {
    @PrimaryKey() declare id: number;
    @ManyToMany(() => Club, { through: () => Membership, pivot: true })
    declare clubs: unknown;
    @ManyToMany(() => Club, { through: () => Membership, pivot: "yes" })
    declare others: unknown;
  }
  @Table()
  class Club {
    @PrimaryKey() declare id: number;
    get pivot(): string {
      return "";
    }
  }
  @Table()
  class Membership {
    @PrimaryKey() declare id: number;
    @Relate(() => Person, { required: true }) declare person: Relate<Person>;
    @Relate(() => Club, { required: true }) declare club: Relate<Club>;
  }
  expect(mistakesOf(Node, Person, Club, Membership))
    .toBe(`The models have 3 mistakes:
  Node.ancestors: tells the records of Node their depth, and Node has a member of that name.
    Rename the field; the column can keep its name: @Column({ name: 'depth' }).
  Person.others: has the option pivot, which takes true or false, not string.
    Write pivot: true, or leave it out.
  Person.clubs: tells the records of Club their pivot, and Club has a member of that name.
    Rename Club.pivot.`);
});
