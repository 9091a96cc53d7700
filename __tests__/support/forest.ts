import {
  Ancestors,
  Column,
  Descendants,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
} from "arx";

/** A comment and its replies; deleted ones stay in the thread. */
@Table()
export class Comment extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare body: string;
  @Relate(() => Comment) declare parent: Relate<Comment | null>;
  @Column({ type: "bigint", nullable: true }) declare parentId: number | null;
  @HasMany(() => Comment, (comment) => comment.parent)
  declare replies: HasMany<Comment>;
  @Ancestors(() => Comment, (comment) => comment.parent)
  declare ancestors: Ancestors<Comment>;
  @Descendants(() => Comment, (comment) => comment.parent)
  declare descendants: Descendants<Comment>;
  @HasMany(() => Reaction, (reaction) => reaction.comment)
  declare reactions: HasMany<Reaction>;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table()
export class Reaction extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare emoji: string;
  @Relate(() => Comment, { required: true }) declare comment: Relate<Comment>;
}

/** A tree whose keys have two columns. */
@Table()
export class Place extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare region: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Relate(() => Place) declare above: Relate<Place | null>;
  @Ancestors(() => Place, "above") declare ancestors: Ancestors<Place>;
  @Descendants(() => Place, "above") declare descendants: Descendants<Place>;
}

/** Comments by their bodies: `{ a: null, b: "a" }` makes b a reply to a. */
export async function plant(
  tree: Readonly<Record<string, string | null>>,
): Promise<(body: string) => Comment> {
  const bodies = Object.keys(tree);
  const first = (await Comment.withDeleted().count()) + 1;
  const idOf = (body: string): number => first + bodies.indexOf(body);
  // One statement, so that rows may refer to later ones and form a ring.
  await Comment.insertAll(
    bodies.map((body) => {
      const parent = tree[body] ?? null;
      const parentId = parent === null ? null : idOf(parent);
      return { id: idOf(body), body, parentId };
    }),
  );
  const comments = await Comment.where({ id: { gte: first } });
  return (body) => comments.find(({ id }) => id === idOf(body)) as Comment;
}

/** Records of a tree as texts: `2:grandchild`. */
export function told(
  records: Iterable<{ readonly body: string; readonly depth: number }>,
): string[] {
  return [...records].map(({ depth, body }) => `${String(depth)}:${body}`);
}
