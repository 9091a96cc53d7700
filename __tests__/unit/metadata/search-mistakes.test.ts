import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { SearchIndex } from "../../../lib/decorators/search-index";
import { Table } from "../../../lib/decorators/table";
import { ManagedObject } from "../../../lib/model/managed-object";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const searchIndex = untyped(SearchIndex);

describe("mistakes in what is searched", () => {
  it("names the class, the column and the line to write", () => {
    @Table()
    @searchIndex(["title", "body", "price", "secret"])
    class First extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare title: string;
      @Column({ type: "integer" }) declare price: number;
      @Column({ encrypt: true }) declare secret: string;
    }
    @Table()
    @searchIndex([{ column: "title", weight: "E", height: 1 }], {
      language: "english'); drop",
      lang: "x",
    })
    class Second extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare title: string;
    }
    @Table()
    @searchIndex([])
    class Third extends ManagedObject {
      @PrimaryKey() declare id: number;
    }
    @Table()
    @searchIndex(["title"])
    @searchIndex(["title"])
    class Fourth extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare title: string;
    }
    @Table()
    @searchIndex(["searchDocument"])
    class Fifth extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare searchDocument: string;
    }
    @Table()
    @searchIndex([{ column: "title", weight: "E" }])
    class Sixth extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare title: string;
    }
    expect(mistakesOf(First, Second, Third, Fourth, Fifth, Sixth))
      .toBe(`The models have 10 mistakes:
  First: @SearchIndex names "body", which is no column of the model.
    Write @SearchIndex(['title', 'body']).
  First: @SearchIndex names "price", whose values are no texts to the database.
    Name columns of text, varchar, char, citext or jsonb that are not encrypted.
  First: @SearchIndex names "secret", whose values are no texts to the database.
    Name columns of text, varchar, char, citext or jsonb that are not encrypted.
  Second: has no option "lang".
    The options are language, name.
  Second: has no option "height".
    Write weight.
  Second: @SearchIndex has the language "english'); drop", which is no name of a text search configuration.
    Write language: 'english', or another name that \\dF of psql lists.
  Third: @SearchIndex names no column.
    Write @SearchIndex(['title', 'body']).
  Fourth: has @SearchIndex twice.
    Name all columns in one: @SearchIndex(['title', 'body']).
  Fifth: has @SearchIndex, which keeps words in "searchDocument", and a property of that name.
    Rename the property; its column can keep its name.
  Sixth: @SearchIndex has a weight of "title" that is none.
    Write weight: 'A', 'B', 'C' or 'D'.`);
  });
});
