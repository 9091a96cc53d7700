import {
  HasMany,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { mistakesOf } from "../../support/mistakes-of";

/** The lines that say what is wrong, without what to write. */
function messagesOf(...models: Parameters<typeof mistakesOf>): string[] {
  return mistakesOf(...models)
    .split("\n")
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim());
}

test("a polymorphic relation leads to no model of another connection", () => {
  @Table()
  class Article extends ManagedObject {
    @PrimaryKey() declare id: number;
  }
  @Table({ connection: "reports" })
  class Chart extends ManagedObject {
    @PrimaryKey() declare id: number;
    @HasMany(() => Comment, (comment) => comment.subject)
    declare comments: HasMany<Comment>;
  }
  @Table()
  class Comment extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Polymorphic(
      { article: () => Article, chart: () => Chart },
      { required: true },
    )
    declare subject: Polymorphic<{ article: Article; chart: Chart }>;
  }
  expect(messagesOf(Article, Chart, Comment)).toEqual([
    'Chart.comments: refers to Comment, which is bound to none, while Chart is bound to the connection "reports".',
    'Comment.subject: refers to Chart, which is bound to the connection "reports", while Comment is bound to none.',
  ]);
});

test("nor does one through a model of another connection", () => {
  @Table()
  class Film extends ManagedObject {
    @PrimaryKey() declare id: number;
    @ManyToMany(() => Actor, { through: () => Role })
    declare actors: ManyToMany<Actor>;
  }
  @Table()
  class Actor extends ManagedObject {
    @PrimaryKey() declare id: number;
  }
  @Table({ connection: "reports" })
  class Role extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Relate(() => Film, { required: true }) declare film: Relate<Film>;
    @Relate(() => Actor, { required: true }) declare actor: Relate<Actor>;
  }
  expect(messagesOf(Film, Actor, Role)).toEqual([
    'Film.actors: refers to Role, which is bound to the connection "reports", while Film is bound to none.',
    'Role.film: refers to Film, which is bound to none, while Role is bound to the connection "reports".',
    'Role.actor: refers to Actor, which is bound to none, while Role is bound to the connection "reports".',
  ]);
});
